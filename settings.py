"""Every setting of Gridcase in one frozen value, from the environment (prefix GRIDCASE_); no number of law here."""

import base64
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

CASES = "cases"
"""Task queue of the cases."""
MAIL = {"smtp": (25, ""), "smtp+starttls": (587, "starttls"), "smtps": (465, "tls")}
"""How a mail server is reached, by the beginning of its address: the usual port, and how the way is made safe."""
KEY_BYTES = 32
"""Length of a key (AES-256)."""


def _database_in(data: dict[str, Any]) -> str:
    return f"sqlite:///{Path(data['var']).absolute() / 'docket.sqlite3'}"


def _evidence_in(data: dict[str, Any]) -> str:
    return str(Path(data["var"]).absolute() / "evidence")


def _is_key(text: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(text)) == KEY_BYTES
    except ValueError:
        return False


def _is_safe(address: str) -> bool:
    return address.startswith("https://")


class BadSettings(Exception):  # noqa: N818  an answer, not an error
    """The environment says something that cannot be; what and how it should be, in a sentence."""


def _told(error: ErrorDetails) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    name = "_".join(map(str, error["loc"])).upper()
    return f"环境变量 GRIDCASE_{name} 的取值不合要求，见 deploy/README.md"


class Settings(BaseSettings):
    """What operations may choose; each field says what it does, and its default is enough for a local start."""

    model_config = SettingsConfigDict(env_prefix="GRIDCASE_", frozen=True, extra="forbid", hide_input_in_errors=True)

    var: Path = Field(
        default=Path("var"), description="Folder of everything that is kept locally: databases, documents, logs, keys."
    )
    production: bool = Field(
        default=False,
        description="True in real service: no local tokens, no rehearsal clocks, and the seal key must be given.",
    )
    temporal_address: str | None = Field(
        default=None,
        description="host:port of a Temporal cluster; none = the embedded engine is found or built, and started.",
    )
    namespace: str = Field(default="gridcase", description="Temporal namespace of the cases.")
    engine_port: int = Field(default=7236, ge=1, le=65535, description="Port of the embedded engine (gRPC).")
    ui_port: int = Field(default=8236, ge=1, le=65535, description="Port of the embedded engine's Temporal UI.")
    api_host: str = Field(default="127.0.0.1", description="Address the HTTP API listens on.")
    api_port: int = Field(default=8720, ge=1, le=65535, description="Port the HTTP API listens on.")
    database_url: str = Field(
        default_factory=_database_in,
        repr=False,
        description="SQLAlchemy URL of registry and docket; default: a SQLite file in `var`; in production: "
        "postgresql+psycopg://…",
    )
    evidence: str = Field(
        default_factory=_evidence_in,
        repr=False,
        description="Where evidence is kept, by its content: a folder, or the URL of an object store "
        "(s3://bucket/prefix, its keys in the usual AWS_ variables); default: a folder in `var`.",
    )
    seal_key: SecretStr | None = Field(
        default=None,
        description="Keys that seal complainants' identities: 32 bytes each, urlsafe base64 (Fernet), separated by "
        "commas. The first wraps, all unwrap. None = made at the first local start and kept in var/seal.key, readable "
        "by its owner only. Required in production, unless there is a file.",
    )
    seal_key_file: Path | None = Field(
        default=None,
        description="File that holds the keys instead (a mounted secret): one a line, the one that wraps first.",
    )
    proof_key: SecretStr | None = Field(
        default=None,
        description="Key that signs the proofs of terms (Ed25519): a seed of 32 bytes, urlsafe base64. None = made at "
        "the first start and kept in var/proof.key, readable by its owner only; several APIs need one and the same.",
    )
    payload_keys: SecretStr | None = Field(
        default=None,
        description="Keys that encrypt what stands in the engine's histories (AES-256-GCM): 32 bytes each, urlsafe "
        "base64, separated by commas. The first encrypts, all decrypt; none = compressed only. Required in production.",
    )
    ui_origin: str = Field(
        default_factory=lambda data: "" if data["production"] else f"http://127.0.0.1:{data['ui_port']}",
        description="Origin of the Temporal UI whose pages may ask /v1/codec to read histories; empty = none may.",
    )
    time_skipping: bool = Field(
        default_factory=lambda data: not data["production"],
        description="Whether rehearsals may move their virtual clock; default: not in production, where it is refused.",
    )
    patrols: bool = Field(
        default_factory=lambda data: data["production"],
        description="Whether each township's round of the day is laid on by itself; default: in production only, as "
        "nobody walks the rounds of a local start and all would be shown as missed.",
    )
    worker_threads: int = Field(
        default=16,
        ge=1,
        description="How many workflow tasks, and how many activities, one worker carries out at a time.",
    )
    log_format: Literal["auto", "json", "console"] = Field(
        default="auto",
        description="Form of the log lines: json, console, or auto (console on a terminal, json otherwise).",
    )
    command_timeout: float = Field(
        default=10, gt=0, description="Seconds a command may take before its sender is told to send it again."
    )
    worker_wait: float = Field(
        default=5,
        gt=0,
        description="Seconds to wait for a worker to take up a command before saying that none is there.",
    )
    session_idle: float = Field(
        default=30, gt=0, description="Minutes without a page after which whoever is signed in at the console is not."
    )
    session_longest: float = Field(
        default=10, gt=0, description="Hours after which one has to sign in at the console again, however busy."
    )
    draft_days: int = Field(
        default=14, gt=0, le=365, description="Days for which what was typed into a form and not sent is kept, sealed."
    )
    oidc_issuer: str | None = Field(
        default=None,
        description="Identity provider of the city (OpenID Connect), as it calls itself; https in production. None = "
        "only a local start signs in, by a local token.",
    )
    oidc_client_id: str | None = Field(default=None, description="The name under which the provider knows this system.")
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="What this system proves itself to the provider by; none = a public client, by PKCE."
    )
    oidc_redirect: str = Field(
        default_factory=lambda data: f"http://{data['api_host']}:{data['api_port']}/console/sign-in/back",
        description="Where the provider sends people back: the address of /console/sign-in/back as browsers see it.",
    )
    oidc_claim: str = Field(
        default="preferred_username", description="The claim of the ID token that holds a person's number here."
    )
    cas_server: str | None = Field(
        default=None,
        description="CAS of the city, its address before /login; https in production. None = not used.",
    )
    cas_redirect: str = Field(
        default_factory=lambda data: f"http://{data['api_host']}:{data['api_port']}/console/sign-in/cas/back",
        description="The service under which CAS knows this system: /console/sign-in/cas/back as browsers see it.",
    )
    cas_attribute: str = Field(
        default="user", description="What CAS tells that is a person's number here: user, or the name of an attribute."
    )
    door_sender_rate: int = Field(
        default=600, ge=1, description="Complaints that one known sender may send in a minute, by each API process."
    )
    door_address_rate: int = Field(
        default=30, ge=1, description="Complaints that may come from one address in a minute without a known sender."
    )
    smtp: SecretStr | None = Field(
        default=None,
        description="Mail server over which feedback goes to who left an address on the public form: "
        "smtp+starttls://user:password@host:587, smtps://… or, without TLS and not in production, smtp://host:25. "
        "None = such feedback is listed for a person.",
    )
    smtp_sender: str | None = Field(
        default=None,
        description="In whose name mail is sent (an address of the bureau's); required where there is a mail server.",
    )
    spread: float = Field(
        default=120,
        ge=0,
        description="Seconds over which files are woken whose terms end at the same instant (midnight), so that "
        "thousands of them do not keep commands waiting; no instant in an act moves. For files opened from then on.",
    )

    @property
    def target(self) -> str:
        """The address of the engine: the cluster that was named, or the embedded one."""
        return self.temporal_address or f"127.0.0.1:{self.engine_port}"

    @property
    def wire_keys(self) -> tuple[str, ...]:
        """The keys of the payloads, the one that encrypts first."""
        given = self.payload_keys.get_secret_value().split(",") if self.payload_keys else []
        return tuple(key.strip() for key in given)

    @property
    def mail_server(self) -> tuple[str, int, str, str, str, str] | None:
        """The mail server: host, port, sender, how it is made safe, user and password; None where there is none."""
        if self.smtp is None or not self.smtp.get_secret_value():
            return None
        told = urlsplit(self.smtp.get_secret_value())
        port, safe = MAIL[told.scheme]
        user, password = unquote(told.username or ""), unquote(told.password or "")
        return told.hostname or "", told.port or port, self.smtp_sender or "", safe, user, password

    @classmethod
    def from_env(cls) -> Self:
        """Return the settings that the environment gives, with the defaults for the rest; say what is wrong with it."""
        try:
            return cls()
        except ValidationError as error:
            raise BadSettings("；".join(map(_told, error.errors()))) from None

    @field_validator("proof_key")
    @classmethod
    def _is_one_key(cls, given: SecretStr | None) -> SecretStr | None:
        if given is None or not given.get_secret_value():
            return None
        if not _is_key(given.get_secret_value()):
            raise ValueError("GRIDCASE_PROOF_KEY 不是有效密钥：应为32字节的 urlsafe base64")
        return given

    @field_validator("smtp")
    @classmethod
    def _is_mail_server(cls, given: SecretStr | None) -> SecretStr | None:
        told = urlsplit(given.get_secret_value() if given else "")
        if given is not None and given.get_secret_value() and not (told.scheme in MAIL and told.hostname):
            raise ValueError("GRIDCASE_SMTP 须写作 smtp+starttls://用户:密码@主机:587、smtps://… 或者 smtp://主机:25")
        return given

    @field_validator("payload_keys")
    @classmethod
    def _are_keys(cls, given: SecretStr | None) -> SecretStr | None:
        if given is None or not given.get_secret_value():
            return None
        keys = given.get_secret_value().split(",")
        if not all(_is_key(key.strip()) for key in keys):
            raise ValueError(
                "GRIDCASE_PAYLOAD_KEYS 不是有效密钥：每把应为32字节的 urlsafe base64，多把以逗号分隔，新的在前"
            )
        return given

    @model_validator(mode="after")
    def _signs_in_safely(self) -> Self:
        if self.oidc_issuer and not self.oidc_client_id:
            raise ValueError("设置了 GRIDCASE_OIDC_ISSUER 的，还须设置 GRIDCASE_OIDC_CLIENT_ID")
        if self.production and self.oidc_issuer and not all(map(_is_safe, (self.oidc_issuer, self.oidc_redirect))):
            raise ValueError("生产环境的 GRIDCASE_OIDC_ISSUER 和 GRIDCASE_OIDC_REDIRECT 须以 https:// 开头")
        if self.production and self.cas_server and not all(map(_is_safe, (self.cas_server, self.cas_redirect))):
            raise ValueError("生产环境的 GRIDCASE_CAS_SERVER 和 GRIDCASE_CAS_REDIRECT 须以 https:// 开头")
        return self

    @model_validator(mode="after")
    def _fit_for_production(self) -> Self:
        if self.production and self.seal_key is None and self.seal_key_file is None:
            raise ValueError(
                "生产环境必须设置 GRIDCASE_SEAL_KEY 或者 GRIDCASE_SEAL_KEY_FILE（封存举报人信息的密钥），"
                "不得使用本地自动生成的密钥"
            )
        if self.production and self.payload_keys is None:
            raise ValueError("生产环境必须设置 GRIDCASE_PAYLOAD_KEYS（加密引擎历史的密钥）")
        server = self.mail_server
        if server is not None and "@" not in server[2]:
            raise ValueError("设置了 GRIDCASE_SMTP 的，必须设置 GRIDCASE_SMTP_SENDER（发件地址）")
        if self.production and server is not None and not server[3]:
            raise ValueError("生产环境的 GRIDCASE_SMTP 须为 smtp+starttls:// 或者 smtps://，不得明文发送")
        if self.production and self.time_skipping:
            raise ValueError("生产环境不得开启 GRIDCASE_TIME_SKIPPING（演练用虚拟时钟）")
        return self

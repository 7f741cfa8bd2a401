"""Personal data is found however it is spelt, and what a file says in numbers is let through: both by properties."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric

from registry.privacy import LONGEST, screen, screen_key

WRITINGS = [
    "0123456789",
    "０１２３４５６７８９",
    "٠١٢٣٤٥٦٧٨٩",
    "۰۱۲۳۴۵۶۷۸۹",
    "०१२३४५६७८९",
    "〇一二三四五六七八九",
    "零壹贰叁肆伍陆柒捌玖",
]
BETWEEN = [
    "",
    " ",
    "　",
    ",",
    "，",
    "、",
    "_",
    "-",
    "—",
    "–",
    "−",
    ".",
    "·",
    "/",
    "\u200b",
    "\u0301",
    "\u20dd",
    ", ",
    " - ",
]
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@st.composite
def persons(draw: st.DrawFn) -> str:
    """Return an identity number whose check digit is right."""
    region = draw(st.sampled_from(["430406", "430421", "110105", "440306"]))
    born = draw(st.dates(date(1930, 1, 1), date(2020, 12, 31)))
    bare = f"{region}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return bare + str(ric.calc_check_digit(f"{bare}0"))


@st.composite
def spelt(draw: st.DrawFn, numbers: st.SearchStrategy[str]) -> str:
    """Return a number as somebody could spell it: in any digits, apart, with something between and around."""
    digits, between = draw(st.sampled_from(WRITINGS)), draw(st.sampled_from(BETWEEN))
    number = draw(numbers)
    said = between.join(digits[int(sign)] if sign.isdigit() else sign for sign in number)
    return f"{draw(st.sampled_from(['', '请联系', '（', '系 ']))}{said}{draw(st.sampled_from(['', '。', '）查收', ' 等']))}"


@given(spelt(MOBILES))
def test_a_mobile_number_is_found_in_any_spelling(text: str) -> None:
    """In the digits of any script, parted by blanks, commas, strokes, lines or marks."""
    assert "手机号码" in (screen(text) or "")


@given(spelt(persons()))
def test_an_identity_number_is_found_in_any_spelling(text: str) -> None:
    """As above, with its letter."""
    assert "身份证号码" in (screen(text) or "")


@given(MOBILES, st.sampled_from([(3, 4, 4), (3, 8), (5, 6), (3, 2, 2, 2, 2)]), st.sampled_from([*BETWEEN, "/", " , "]))
def test_a_mobile_number_is_found_in_groups(number: str, groups: tuple[int, ...], between: str) -> None:
    """As people group it."""
    parts, at = [], 0
    for length in groups:
        parts.append(number[at : at + length])
        at += length

    assert "手机号码" in (screen(f"电话{between.join(parts)}") or "")


@given(persons(), st.from_regex(r"[0-9]{0,12}", fullmatch=True), st.from_regex(r"[0-9]{0,12}", fullmatch=True))
def test_an_identity_number_is_found_within_other_digits(number: str, before: str, after: str) -> None:
    """Glued to a mobile number, to a number of a file, to anything."""
    assert "身份证号码" in (screen(f"{before}{number}{after}") or "")


@given(spelt(MOBILES), st.sampled_from("OoОο○"))
def test_a_letter_for_a_nought_hides_nothing(text: str, letter: str) -> None:
    """The letter O of any script."""
    assert "手机号码" in (screen(text.replace("0", letter)) or "")


YEARS = st.integers(2010, 2030)
IN_OUR_TIME = st.dates(date(1949, 10, 1), date(2100, 12, 31))
ORDINARY = st.one_of(
    st.builds("{}-{:06d}".format, YEARS, st.integers(1, 999_999)),
    st.builds("T{}-{:06d}、R{}-{:06d}".format, YEARS, st.integers(1, 999_999), YEARS, st.integers(1, 999_999)),
    st.builds("衡环罚〔{}〕{}号".format, YEARS, st.integers(1, 9999)),
    st.builds("（{}）湘04行初{}号".format, YEARS, st.integers(1, 9999)),
    st.builds("罚款{:,}元".format, st.integers(0, 9_999_999_999)),
    st.builds("罚款{}.{:02d}元".format, st.integers(0, 999_999_999), st.integers(0, 99)),
    st.builds("坐标{:.6f},{:.6f}".format, st.floats(111.5, 113.3), st.floats(26.1, 27.5)),
    st.builds("北纬{:.5f}，东经{:.5f}".format, st.floats(26.1, 27.5), st.floats(111.5, 113.3)),
    st.builds("{:%Y-%m-%d} {:%H:%M}至{:%Y年%m月%d日}".format, IN_OUR_TIME, st.times(), IN_OUR_TIME),
    st.builds(
        "pH {:.2f}，COD {} mg/L，氨氮 {:.3f} mg/L".format, st.floats(0, 14), st.integers(1, 9999), st.floats(0, 99)
    ),
    st.sampled_from(
        [
            "请拨打12369或者12345热线，报警110",
            "排污许可证914304007073512345001P",
            "统一社会信用代码914304000700735123",
            "统一社会信用代码91430400MA4L1ABC2X",
            "第1至3号排口，监测点位DW001、DW002",
            "SHA-256 3b5d5c3712955042212316173ccf37be8001f0a1",
            "网格430423100，人员p-430423-01、p-430423-02",
        ]
    ),
)


@given(ORDINARY, st.sampled_from(["", "经查，", "见"]))
def test_what_a_file_says_in_numbers_is_let_through(text: str, before: str) -> None:
    """Numbers of files, documents and judgments, sums, places, times, measured values, hotlines, credit codes."""
    assert screen(before + text) is None


@given(st.integers(10**15, 10**19))
def test_a_long_number_that_is_no_card_is_let_through(number: int) -> None:
    """Unless its check digit says that it is one."""
    text = str(number)
    if text[0] in "3456" and luhn.is_valid(text):
        return
    said = screen(f"合同编号{text}")
    assert said is None or "银行卡" not in said


@pytest.mark.parametrize(
    "sign",
    [
        *("x", "1", "1 ", "@", "a@", "a@b.", "1-", "电话", "(0", "１", "一", "\u0301", "1\u0301", "86 "),
        *("O", "1O", "lI", "a[at]", "a at b dot ", "11010519491231002X", "1380013800"),
    ],
)
def test_no_text_takes_long(sign: str) -> None:
    """Length first, then one pass: the longest text that is looked through at all, and one of a megabyte."""
    began = time.process_time()
    screen((sign * LONGEST)[:LONGEST])
    screen(sign * 1_000_000)

    assert time.process_time() - began < 2


def test_a_megabyte_is_told_to_be_too_long() -> None:
    """It is not looked through."""
    assert "过长" in (screen("x" * 1_000_000) or "")


@pytest.mark.parametrize(
    "text", ["张三反映的情况", "张 三", "张\u200b三", "据张.三称", "联系ABC-1234", "联系ａｂｃ１２３４"]
)
def test_what_the_file_keeps_sealed_is_found(text: str) -> None:
    """The reporter's name, or how they are reached, however it is spelt; it is not repeated."""
    said = screen(text, ("张三", "abc1234"))

    assert said is not None
    assert "封存" in said
    assert "张三" not in said


@pytest.mark.parametrize("names", [(), ("匿名",), ("群众", ""), ("张",), ("李四",)])
def test_nobody_s_name_is_no_name(names: tuple[str, ...]) -> None:
    """Words for somebody unknown are ordinary words."""
    assert screen("据群众匿名反映，张家村排口有污水", names) is None


@pytest.mark.parametrize("key", ["13800138000", "act/138-0013-8000", "jia@example.test", "x:11010519491231002X"])
def test_a_key_is_screened_as_well(key: str) -> None:
    """It stands in the file for ever, too."""
    assert screen_key(key)


@given(st.uuids())
def test_a_key_of_chance_passes(key: object) -> None:
    """What programs use as keys is let through."""
    assert not screen_key(str(key))
    assert not screen_key(f"1764230400000/{key}")


@pytest.mark.parametrize(
    "text",
    [
        "tel13812345678",
        "wx13812345678",
        "008613812345678",
        "013812345678",
        "138+1234+5678",
        "138    1234    5678",
        "138=1234=5678",
        "138❶2345678",
        "一三八一两三四五六七八",
        "身份证430423900101123",
        "430423 1990 0307 451Х",
    ],
)
def test_however_it_is_disguised_a_number_of_a_person_is_found(text: str) -> None:
    """Behind letters or noughts, parted by other signs, in other digits, in the old form of fifteen."""
    assert screen(text) is not None


@pytest.mark.parametrize("between", ["\u3164", "\u115f", "\uffa0", "\u2800", "\u0640", "\u0903"])
def test_a_sealed_name_is_found_between_what_shows_nothing(between: str) -> None:
    """A filler is a letter by its category, and nothing to the eye."""
    assert screen(f"据{between.join('王小明')}反映", ["王小明"]) is not None

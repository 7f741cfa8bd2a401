"""A text that is shown without the personal data in it."""

import pytest

from registry.privacy import MASK, masked, screen

NAMES = ("张三丰", "13800138000")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("沟渠发黑发臭", "沟渠发黑发臭"),
        ("我是张三丰，电话13800138000。", f"我是{MASK}，电话{MASK}。"),
        ("张三丰举报，请找张 三 丰", f"{MASK}举报，请找{MASK}"),
        ("请联系 138-0013-8000 或者 139 1234 5678 谢谢", f"请联系 {MASK} 或者 {MASK} 谢谢"),
        ("身份证11010519491231002X，住河边", f"身份证{MASK}，住河边"),
        ("写信到 a.b@example.com 也行", f"写信到 {MASK} 也行"),
        ("2026-09-01起排放，浓度138毫克", "2026-09-01起排放，浓度138毫克"),
        ("１３８００１３８０００", MASK),
        ("打给李四13800138000三次", f"打给李四{MASK}三次"),
        ("", ""),
    ],
)
def test_names_and_numbers_are_made_unreadable_and_nothing_else(text: str, shown: str) -> None:
    """What stands around them is left as it was written."""
    assert shown == masked(text, NAMES)


@pytest.mark.parametrize("text", ["张三丰13800138000张三丰", "电话0734-8123456转张三丰", "张三丰a@b.cn"])
def test_what_was_masked_holds_no_personal_data(text: str) -> None:
    """The same search finds nothing any more."""
    assert screen(text, NAMES) is not None
    assert screen(masked(text, NAMES), NAMES) is None

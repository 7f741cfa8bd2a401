"""Personal data in free text is found before it is recorded, in any writing; ordinary numbers are let through."""

import pytest

from registry.privacy import screen


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("请联系13800138000", "手机号码"),
        ("138 0013 8000", "手机号码"),
        ("138-0013-8000", "手机号码"),
        ("138转0013转8000", "手机号码"),
        ("电话138 转 0013 转 8000找我", "手机号码"),
        ("一三八然后零零一三然后八零零零", "手机号码"),
        ("1拐3拐8拐0拐0拐1拐3拐8拐0拐0拐0", "手机号码"),
        ("430423加19900307加123X", "身份证号码"),
        ("+86 138.0013.8000", "手机号码"),
        ("１３８００１３８０００", "手机号码"),
        ("一三八零零一三八零零零", "手机号码"),
        ("幺三八〇〇幺三八〇〇〇", "手机号码"),
        ("138\u200b0013\u200b8000", "手机号码"),
        ("0734-2345678", "固定电话号码"),
        ("(0734)2345678", "固定电话号码"),
        ("电话：2345678", "电话号码"),
        ("身份证110105194912310029", "身份证号码"),
        ("11010519491231002X", "身份证号码"),
        ("110105 19491231 002x", "身份证号码"),
        ("卡号6222021234567890128", "银行卡号"),
        ("6222 0212 3456 7890 128", "银行卡号"),
        ("写信给jia.mou@example.test", "电子邮箱"),
        ("jia@example.test", "电子邮箱"),
        ("138OO138OOO", "手机号码"),
        ("电话l38-oo13-8ooo", "手机号码"),
        ("1 3 8 O O 1 3 8 O O O", "手机号码"),
        ("wx138ОО138ООО", "手机号码"),
        ("138○○138○○○", "手机号码"),
        ("1380013800013900139000", "手机号码"),
        ("11O1O519491231OO2X", "身份证号码"),
        ("11O1O5 19491231 OO29", "身份证号码"),
        ("11010519491231002913800138000", "身份证号码"),
        ("13800138000110105194912310029", "身份证号码"),
        ("11010519491231002X13800138000", "身份证号码"),
        ("编号711010519491231002X", "身份证号码"),
        ("110105194912310011001", "身份证号码"),
        ("A110105194912310011B", "身份证号码"),
        ("找张三13800138000", "手机号码"),
        ("李四138OO138OOO", "手机号码"),
        ("13800138000二楼", "手机号码"),
        ("王五110105194912310029", "身份证号码"),
        ("老六0734-2345678", "固定电话号码"),
        ("jia[at]example.test", "电子邮箱"),
        ("jia(AT)example.test", "电子邮箱"),
        ("jia（at）example.test", "电子邮箱"),
        ("jia＠example.test", "电子邮箱"),
        ("jia 【at】 example [dot] test", "电子邮箱"),
        ("jia艾特example点test", "电子邮箱"),
        ("jia at example dot test", "电子邮箱"),
    ],
)
def test_personal_data_is_found_in_any_writing(text: str, kind: str) -> None:
    """Mobile and fixed lines, identity numbers, bank cards and addresses of mail (个人信息保护)."""
    said = screen(text)

    assert said is not None
    assert f"{kind}（第" in said
    assert text not in said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "存栏生猪五千四百头，2024年5月26日10时30分外排",
        "三日分别排放150吨2000吨3000吨",
        "池体150X2000X3000毫米、150乘2000乘3000",
        "1号2号3号4号5号6号7号8号9号10号11号",
        "统一社会信用代码91110000600037341L",
        "统一社会信用代码914304000700735123",
        "排污许可证914304007073512345001P",
        "受理编号X3HN202406070082",
        "衡环山罚〔2026〕12号，罚款200000.00元",
        "坐标112.641612,26.753401",
        "案号2026-000123、R2026-000001",
        "氨氮浓度超标0.734倍，流量2345678立方米",
        "二〇二六年三月二日",
        "COD 138 mg/L，总磷0.13",
        "合同编号1234567890123456",
        "见12369平台记录",
        "衡环罚〔2024〕12号",
        "衡环责改字〔2026〕138号、衡环罚告字〔2026〕139号",
        "受理编号D3HN202406020040",
        "统一社会信用代码91430400MA4L1ABC2X",
        "流量10l/s，138l/h，第I、II类，样品O138OO1",
        "O3浓度138微克，H2O 13800升",
        "流水号20240602004013800138，缴款书号4304242024060200401234",
        "COD(at)25℃，采样点a.b，网址www.hengyang.gov.cn",
        "see the data at www.hengyang.gov.cn",
        "罚款1,380,013,800.00元",
    ],
)
def test_ordinary_numbers_are_let_through(text: str) -> None:
    """Dates, amounts, coordinates, credit codes, permits and document numbers are no personal data."""
    assert screen(text) is None


def test_the_answer_says_where_without_repeating_what() -> None:
    """Who wrote it finds the place; the message can be logged."""
    said = screen("举报人甲，13800138000,jia@example.test")

    assert said is not None
    assert "手机号码（第6字起）、电子邮箱（第18字起）" in said
    assert "138" not in said


def test_a_number_is_told_once_as_what_it_is() -> None:
    """An identity number is not told again as a telephone number inside it."""
    said = screen("110105194912310029")

    assert said is not None
    assert "电话" not in said
    assert "手机" not in said

"""The command `gridcase` (exit codes: see `cli.speech`)."""

from cli.acting import act, acts, assist, complain, convene, emergency, find
from cli.alarms import alarm_app
from cli.archive import archive_app
from cli.complaints import complaint_app
from cli.completing import completion
from cli.demo import demo
from cli.disclosure_requests import request_app
from cli.drafts import doc_app
from cli.duties import duty_app
from cli.evidence import evidence_app
from cli.housekeeping import docket_app, up
from cli.inspections import inspection_app
from cli.law import mount
from cli.lists import due, messages, statistics, waiting
from cli.looking import desk, search
from cli.patrols import patrol_app
from cli.polluters import polluter_app
from cli.proving import case_app
from cli.public import public_app
from cli.receiving import receive
from cli.register import grid, grid_plans, grids, parties, party, people, units, whoami
from cli.registry import registry_app
from cli.rehearse import rehearse
from cli.review import review
from cli.review_together import review_together
from cli.speech import App, Spoken, version_shown
from cli.systems import system_app
from cli.tokens import token_app
from cli.what_if import what_if

app = App(
    cls=Spoken,
    no_args_is_help=True,
    add_completion=False,
    help="衡阳网格案：从发现到公开，一案一卷，期限不漏。退出码：0 完成，2 用法，3 被拒绝，4 没有找到，5 系统不在。",
)
app.callback(cls=Spoken, no_args_is_help=True)(version_shown)
app.command(help="启动流程引擎、工作进程和接口并看护它们，直到 Ctrl-C。")(up)
app.command(help="把一个公开案例逐项办理一遍，从举报到案件再到答复：期限在虚拟时钟上如实届满，最后显示全部案卷。")(demo)
app.command(help="把一份案卷放到虚拟时钟上演练：左边是案卷记载，右边是系统所为，逐日对照。")(rehearse)
app.command(help="案卷评查：对照当时的法律，逐项判断案卷的期限、程序和金额，评分并列出否决项。")(review)
app.add_typer(case_app, name="case")
app.add_typer(complaint_app, name="complaint")
app.add_typer(request_app, name="disclosure-request")
app.command(help="在案件或者举报件中办理一项行为。")(act)
app.command(help="列出全部行为，或者一项行为须填写的字段。")(acts)
app.command(help="上报巡查发现，开立案件。")(find)
app.command(help="提交投诉举报，开立举报件；受理后转交办理的，另行开立案件。")(complain)
app.command(help="接报突发环境事件：信息报告的小时数从所写的时刻起算，夜间和节假日连续计算。")(emergency)
app.add_typer(alarm_app, name="alarm")
app.command(help="启动联合调查，另立一卷；情况紧急的先行启动，再补办手续。")(convene)
app.command(help="登记外地机关发来的协助调查函，另立一卷。")(assist)
app.command(help="登记外单位书面移送来的案件或者事项，另立一卷。")(receive)
app.command(help="发给我的消息：转办、期限临近、届满等，新的在前。")(messages)
app.command(help="工作台：待办、待审批、在办、办结、督办，各多少件、哪些件。")(desk)
app.command(help="查找案卷：编号、文号、当事人、地点、事实。")(search)
app.command(help="到期和逾期的期限，逾期的在前。")(due)
app.command(help="跨单位、跨案卷等待办理的事项，按应由谁办理列出。")(waiting)
app.command(help="各单位的案件（或者举报件）和期限。")(statistics)
app.command(help="登记当事人，取得编号。")(party)
app.command(help="按名称、信用代码、住所查找当事人。")(parties)
app.command(help="列出单位和编号。")(units)
app.command(help="打印 shell 补全脚本（bash、zsh、fish），写入 shell 的配置即可按 Tab 补全。")(completion)
app.command(help="命令以谁的身份办理：令牌属于谁。")(whoami)
app.command(help="查看一个网格和它的责任人。")(grid)
app.command(help="列出某一天的网格，或者特殊网格。")(grids)
app.command("grid-plans", help="网格划分和计划执法方案：各级政府备案和公开的日期。")(grid_plans)
app.command(help="列出一个单位的人员和编号。")(people)
mount(app)
app.command("what-if", help="假设某些行为发生在另一天，看期限、下一步、文书会有什么差别；不改变案卷。")(what_if)
app.command("review-together", help="双人评查：两名（分差较大的三名）评查人各自的答复，得出一卷的评查结果。")(
    review_together
)
app.add_typer(duty_app, name="duty")
app.add_typer(docket_app, name="docket")
app.add_typer(token_app, name="token")
app.add_typer(patrol_app, name="patrol")
app.add_typer(polluter_app, name="polluter")
app.add_typer(evidence_app, name="evidence")
app.add_typer(doc_app, name="doc")
app.add_typer(archive_app, name="archive")
app.add_typer(inspection_app, name="inspection")
app.add_typer(public_app, name="public")
app.add_typer(registry_app, name="registry")
app.add_typer(system_app, name="system")

if __name__ == "__main__":
    app()

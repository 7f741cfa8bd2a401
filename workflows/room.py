"""How much goes into one file (案卷容量): told long before it is full, and refused with a way on before anything breaks.

A file moves to its next run as one value, which the engine takes up to two megabytes of. What its acts take when packed
is measured with each judgment, and stands in it, so that every replay sees the same.
"""

from law.refusals import OutOfBounds
from models.acts import Command

FULL = 1_400_000
"""Bytes from which on only short acts are let in: those that end the file, and those that name what lies elsewhere."""
LAST = 1_600_000
"""Bytes from which on no act of a person is let in; the rest is left to what the engine has to enter."""
SHORT = 4 * 1024
LONGEST = 128 * 1024
"""Bytes of one act."""
REPEATS = 10_000
"""Acts that the judgments of one run are handed, all together: a worker that takes the file over hands them out again,
each time the whole list, before it can answer anything."""
HANDED = 20_000_000
"""Bytes of those acts, all together: two seconds or so of a processor, whatever the acts are."""
WAY_ON = "请另立卷宗（第二卷）存放后续材料，在本卷只登记其名称、页数和校验值（SHA-256）"


def need_room(weight: int, command: Command) -> None:
    """Refuse an act that is too long, or for which a file that weighs so much has no room."""
    size = len(command.model_dump_json().encode())
    if size > LONGEST:
        raise OutOfBounds("act-too-long", f"一项行为的内容不能超过{LONGEST // 1024}KB；{WAY_ON}", field="fields")
    if weight >= LAST or (weight >= FULL and size > SHORT):
        raise OutOfBounds("file-full", f"本案卷已满，不能再收入较长的内容；{WAY_ON}", field="file_no")

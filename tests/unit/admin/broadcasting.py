"""Units, officers, drafts and books for tests of broadcasts."""

from collections.abc import Mapping
from typing import Any

from dutydesk.clock import iso
from dutydesk.stores.broadcasts import (
    Active,
    Broadcast,
    Chunk,
    ChunkKey,
    Ledger,
    Priority,
    State,
    active_item,
    broadcast_from,
    chunk_item,
    ledger_item,
)
from dutydesk.stores.content import Page, Unit, page_items, unit_item
from dutydesk.stores.items import key, to_item, to_value
from tests.unit.admin.desk import Answer, TestDesk

UNIT, OTHER = "quan-mau", "phuong-mau-1"
PAGE, OTHERS_PAGE = "zalo-quan-mau", "zalo-phuong-mau-1"
PATH = "/admin/broadcasts"
WISH: Mapping[str, Any] = {
    "title": "Mất điện",
    "text": "Bà con chú ý: tối nay mất điện.",
    "audience": {"units": [UNIT]},
}


def furnish(desk: TestDesk) -> None:
    """Two units with a page each; an editor, two supervisors and an auditor of the first."""
    for unit, page in ((UNIT, PAGE), (OTHER, OTHERS_PAGE)):
        desk.put("content", unit_item(Unit(unit=unit, name=unit.title())))
        for item in page_items(Page(page_id=page, platform="zalo", unit=unit, app_id="1", oa_id=page[-3:])):
            desk.put("content", item)
    desk.officer("an", roles=("editor",))
    desk.officer("binh", roles=("supervisor",))
    desk.officer("chi", roles=("supervisor",))
    desk.officer("dung", roles=("duty_officer",))
    desk.officer("giang", roles=("supervisor",), units=(OTHER,))


def draft(desk: TestDesk, username: str = "an", **changes: Any) -> str:
    """Put a draft and return its id."""
    answer = desk.call("POST", PATH, {**WISH, **changes}, username=username)
    assert answer.status == 201, answer.text
    return str(answer.body["id"])


def stored(desk: TestDesk, broadcast_id: str) -> Broadcast:
    """The header as it is."""
    found = desk.client.get_item(TableName=desk.tables["broadcasts"], Key=key(f"BROADCAST#{broadcast_id}"))
    return broadcast_from(found["Item"])


def counted(desk: TestDesk, broadcast_id: str, *, reach: int = 100, **changes: Any) -> None:
    """Write a pre-flight, as ``plan`` does."""
    preflight = {
        "counted_at": iso(desk.clock()),
        "people": reach,
        "reach": {"zalo_consultation": reach} if reach else {},
        "billed": {},
        "passed_by": {},
        "by_page": {},
        "seconds": 2,
        "cost_vnd": 0,
        "unpriced": 0,
    }
    change(desk, broadcast_id, preflight=preflight | changes)


def change(desk: TestDesk, broadcast_id: str, **changes: Any) -> None:
    """Change a header behind the desk's back, raising its revision."""
    names = {f"#{name}": name for name in changes}
    desk.client.update_item(
        TableName=desk.tables["broadcasts"],
        Key=key(f"BROADCAST#{broadcast_id}"),
        UpdateExpression="SET "
        + ", ".join(f"{place} = :{name}" for place, name in names.items())
        + " ADD revision :one",
        ExpressionAttributeNames=names,
        ExpressionAttributeValues={f":{name}": to_value(value) for name, value in changes.items()}
        | {":one": {"N": "1"}},
    )


def approve(desk: TestDesk, broadcast_id: str, username: str = "binh", **body: Any) -> Answer:
    """Ask for an approval."""
    return act(desk, broadcast_id, "approve", username, **body)


def act(desk: TestDesk, broadcast_id: str, deed: str, username: str = "an", **body: Any) -> Answer:
    """Do something to a broadcast."""
    return desk.call("POST", f"{PATH}/{broadcast_id}/{deed}", body, username=username)


def read(desk: TestDesk, broadcast_id: str, username: str = "an") -> Answer:
    """Read a broadcast."""
    return desk.call("GET", f"{PATH}/{broadcast_id}", username=username)


def sending(desk: TestDesk, broadcast_id: str, chunks: Mapping[str, str], **changes: Any) -> None:
    """Put books as ``plan`` and ``send`` do: ``chunks`` are letters by app, page, shard and first person's digit."""
    apps = sorted({path.split("#")[0] for path in chunks})
    for path, letters in chunks.items():
        app_id, page_id, shard, digit = path.split("#")
        people = tuple(f"p{digit}{number:031x}" for number in range(len(letters)))
        at = ChunkKey(broadcast_id=broadcast_id, app_id=app_id, page_id=page_id, shard=shard, first=people[0])
        desk.put_raw("broadcasts", chunk_item(Chunk(key=at, people=people)))
        desk.put_raw("broadcasts", ledger_item(Ledger(key=at, letters=letters)))
    for app_id in apps:
        active = Active(
            broadcast_id=broadcast_id,
            app_id=app_id,
            priority=Priority.NORMAL,
            state=State.SENDING,
            policy=stored(desk, broadcast_id).policy,
        )
        desk.put_raw("broadcasts", active_item(active))
    header = {"state": State.SENDING, "apps": apps, "started_at": iso(desk.clock()), "apps_done": []}
    change(desk, broadcast_id, **header | changes)


def written(desk: TestDesk, broadcast_id: str, path: str, letters: str) -> None:
    """Write a ledger now, as ``send`` does."""
    app_id, page_id, shard, digit = path.split("#")
    at = ChunkKey(broadcast_id=broadcast_id, app_id=app_id, page_id=page_id, shard=shard, first=f"p{digit}{0:031x}")
    ledger = Ledger(key=at, letters=letters, generation=1, updated_at=iso(desk.clock()))
    desk.put_raw("broadcasts", ledger_item(ledger))


def heard(desk: TestDesk, broadcast_id: str, path: str, said: str) -> None:
    """Write what the platform said, as ``track`` does."""
    app_id, page_id, shard, digit = path.split("#")
    sort_key = f"HEARD#{app_id}#{page_id}#{shard}#p{digit}{0:031x}"
    plain = {"pk": f"BROADCAST#{broadcast_id}", "sk": sort_key, "schema": 1, "heard": said, "version": 1}
    desk.put_raw("broadcasts", to_item(plain))


def active_states(desk: TestDesk, broadcast_id: str) -> dict[str, str]:
    """What each app's list says of a broadcast."""
    lines = desk.items("broadcasts", "APP#")
    return {line["app_id"]: line["state"] for line in lines if line["broadcast_id"] == broadcast_id}


def due(desk: TestDesk) -> dict[str, str]:
    """What falls due when."""
    return {item["pk"].removeprefix("DUE#"): item["due_at"] for item in desk.items("receipts", "DUE#")}

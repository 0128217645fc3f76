"""Verifying the account: what an attacker with the table in hand did to it is found, and named."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import boto3
import pytest
from moto import mock_aws

from dutydesk.audit.chain import Mark
from dutydesk.audit.store import DynamoAudit
from dutydesk.stores.items import key
from dutydesk.stores.officers import DynamoOfficers, Officer
from functions.upkeep.sealing.sealing import BucketVault, DynamoRegister, Sealing
from operate import __main__ as command
from operate import audit, entries
from operate.stacks import Stack
from tests.fakes.aws import REGION
from tests.fakes.clock import FakeClock
from tests.fakes.tables import create_tables

BUCKET = "dutydesk-test-audit-heads"


class House:
    """A stack with two officers, and what seals their chains each night."""

    def __init__(self) -> None:
        session = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")
        self.clock = FakeClock()
        self.db = session.client("dynamodb")
        self.s3 = session.client("s3")
        here: Any = {"LocationConstraint": REGION}
        self.s3.create_bucket(
            Bucket=BUCKET,
            CreateBucketConfiguration=here,
            ObjectLockEnabledForBucket=True,
        )
        rule: Any = {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}
        self.s3.put_object_lock_configuration(
            Bucket=BUCKET, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": rule}
        )
        pool = session.client("cognito-idp").create_user_pool(PoolName="officers")["UserPool"]["Id"]
        outputs: dict[str, Any] = {"tables": create_tables(self.db), "audit_heads_bucket": BUCKET, "user_pool_id": pool}
        self.stack = Stack(name="test", outputs=outputs, session=session)
        self.table = outputs["tables"]["audit"]
        self.book = DynamoAudit(client=self.db, table=self.table, clock=self.clock)
        officers = DynamoOfficers(self.db, outputs["tables"]["officers"])
        self.sealing = Sealing(
            everybody=officers.everybody,
            head=lambda name: DynamoAudit(client=self.db, table=self.table).head(name),
            vault=BucketVault(self.s3, BUCKET),
            register=DynamoRegister(self.db, self.table),
            clock=self.clock,
        )
        for name in ("an", "binh"):
            known = Officer(username=name, display=name, roles=("officer",), units=("quan-mau",))
            entries.add_officer(self.stack, known)

    def deeds(self, number: int, officer: str = "an") -> None:
        for _ in range(number):
            self.clock.advance(seconds=1)
            mark = Mark(officer=officer, action="case.read", target="case 1", outcome="allowed", source_ip="192.0.2.7")
            self.book.note(mark)

    def night(self) -> None:
        self.clock.advance(hours=24)
        self.sealing.seal()

    def remove(self, *places: int, officer: str = "an") -> None:
        for place in places:
            self.db.delete_item(TableName=self.table, Key=key(f"OFFICER#{officer}", f"{place:012d}"))

    def faults(self, now: datetime | None = None) -> tuple[str, ...]:
        return audit.verify(self.stack, now=now or self.clock()).faults


@pytest.fixture(name="house")
def _house(monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    with mock_aws():
        house = House()
        monkeypatch.setattr(command, "reach", lambda _name: house.stack)
        house.deeds(4)
        house.deeds(2, "binh")
        house.night()
        yield house


def test_an_account_as_written_holds(house: House) -> None:
    house.deeds(3)
    house.night()
    found = audit.verify(house.stack, now=house.clock())
    assert found == audit.Report(chains=2, entries=9, digests=2, faults=())


def test_an_overwritten_entry_is_found(house: House) -> None:
    house.db.update_item(
        TableName=house.table,
        Key=key("OFFICER#an", f"{2:012d}"),
        UpdateExpression="SET #target = :target",
        ExpressionAttributeNames={"#target": "target"},
        ExpressionAttributeValues={":target": {"S": "case 9"}},
    )
    assert house.faults() == ("chain of an, entry 2: overwritten",)


def test_a_removed_entry_is_found(house: House) -> None:
    house.remove(2)
    assert house.faults() == ("chain of an, entry 2: removed",)


def test_entries_cut_off_at_the_end_are_found(house: House) -> None:
    house.remove(3, 4)
    assert house.faults() == ("chain of an, entry 3: cut off",)


def test_a_chain_that_is_gone_as_a_whole_is_found_also_when_the_officer_is_off_the_list(house: House) -> None:
    house.remove(1, 2, officer="binh")
    house.db.delete_item(TableName=house.stack.table("officers"), Key=key("LIST", "OFFICER#binh"))
    assert house.faults() == ("chain of binh, entry 1: cut off",)
    house.night()
    assert house.faults() == ("chain of binh, entry 1: cut off",), "the next digest does not forget it"


def test_a_chain_rewritten_to_its_end_is_found(house: House) -> None:
    house.remove(3, 4)
    house.book = DynamoAudit(client=house.db, table=house.table, clock=house.clock)
    house.deeds(5)
    assert house.faults() == ("chain of an, entry 4: overwritten",)
    house.night()
    assert house.faults() == ("chain of an, entry 4: overwritten",), "a later digest does not make it good"


def test_a_chain_that_begins_without_its_first_entry_is_found_though_no_list_names_the_officer(house: House) -> None:
    house.deeds(3, "stranger")
    house.remove(1, officer="stranger")
    assert house.faults() == ("chain of stranger, entry 1: removed",)


def test_a_digest_that_was_taken_away_or_written_over_is_found(house: House) -> None:
    house.night()
    house.night()
    first, second, _ = [one["Key"] for one in house.s3.list_objects_v2(Bucket=BUCKET)["Contents"]]
    house.s3.put_object(Bucket=BUCKET, Key=second, Body=b'{"heads": {}}')
    assert f"digest {second}: overwritten" in house.faults()
    house.s3.delete_object(Bucket=BUCKET, Key=first)
    assert any(fault.endswith(": removed") for fault in house.faults())


def test_a_last_digest_that_is_hidden_is_missed_by_its_registration(house: House) -> None:
    house.night()
    (*_, last) = [one["Key"] for one in house.s3.list_objects_v2(Bucket=BUCKET)["Contents"]]
    house.s3.delete_object(Bucket=BUCKET, Key=last)
    assert [fault.rpartition(": ")[2] for fault in house.faults()] == ["removed"]


def test_a_digest_is_locked(house: House) -> None:
    (stored,) = house.s3.list_object_versions(Bucket=BUCKET)["Versions"]
    with pytest.raises(house.s3.exceptions.ClientError, match="AccessDenied"):
        house.s3.delete_object(Bucket=BUCKET, Key=stored["Key"], VersionId=stored["VersionId"])


def test_nights_without_a_digest_are_a_fault(house: House) -> None:
    (fault,) = house.faults(house.clock() + timedelta(hours=49))
    assert "none of the last two days" in fault
    assert not house.faults(house.clock() + timedelta(hours=47))


def test_killed_between_bucket_and_register_the_next_night_goes_on(house: House) -> None:
    house.deeds(1)
    before = house.sealing.register.last()
    house.clock.advance(hours=24)

    class Killed(Exception):
        """The process ended here."""

    class Dying:
        def last(self) -> Any:
            return before

        def add(self, _digest: Any) -> None:
            raise Killed

    register, house.sealing = (
        house.sealing.register,
        Sealing(
            everybody=house.sealing.everybody,
            head=house.sealing.head,
            vault=house.sealing.vault,
            register=Dying(),
            clock=house.clock,
        ),
    )
    with pytest.raises(Killed):
        house.sealing.seal()
    house.remove(5)
    assert house.faults() == ("chain of an, entry 5: cut off",), "what it said of the heads counts"
    house.sealing = Sealing(
        everybody=house.sealing.everybody,
        head=house.sealing.head,
        vault=house.sealing.vault,
        register=register,
        clock=house.clock,
    )
    house.night()
    assert house.faults() == ("chain of an, entry 5: cut off",)


def test_the_command_tells_what_holds_and_fails_on_what_does_not(
    house: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "LATE_AFTER", timedelta(days=20_000))
    assert command.main(["audit", "verify"]) == 0
    assert "the audit holds: 6 entries of 2 officers, 1 digests" in capsys.readouterr().out
    house.remove(2)
    assert command.main(["audit", "verify"]) == 1
    assert "chain of an, entry 2: removed" in capsys.readouterr().err


def test_officers_of_an_earlier_release_are_put_on_the_list(house: House) -> None:
    for name in ("an", "binh"):
        house.db.delete_item(TableName=house.stack.table("officers"), Key=key("LIST", f"OFFICER#{name}"))
    assert list(house.sealing.everybody()) == []
    assert command.main(["audit", "enlist"]) == 0
    assert list(house.sealing.everybody()) == ["an", "binh"]

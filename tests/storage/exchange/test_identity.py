"""Who is who: people are recognised again, leave when a file no longer names them, and come back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from storage.exchange import Code, FileRefusedError, problem_text
from storage.models import Person, Project, Role
from storage.session import Store
from tests.storage.exchange.directories import (
    TODAY,
    changes,
    exported,
    labels,
    left_on,
    load,
    person,
    planned,
    refused,
    rows_of,
)

TOMORROW = TODAY + timedelta(days=1)


def mail(row: dict[str, str], address: str) -> dict[str, str]:
    return row | {"E-Mail": address}


def test_the_key_decides(store: Store) -> None:
    """With the same identifier somebody may change name and mail."""
    load(store, [mail(person(Kennung="m1"), "a@example.org")])
    plan = load(store, [mail(person("Maria", "Lindner-Roth", Kennung="m1"), "b@example.org")])
    assert labels(plan) == (set(), {"Mara Lindner"}, set())


def test_else_the_mail_decides(store: Store) -> None:
    """Without an identifier the mail recognises somebody who has married, and the identifier stays."""
    load(store, [mail(person(), "a@example.org")])
    plan = load(store, [mail(person("Mara", "Roth"), "A@example.org")])
    assert changes(plan) == {"Mara Lindner": [("Nachname", "Lindner", "Roth")]}
    assert left_on(store) == {"mara-lindner": None}


def test_else_name_and_organisation_decide(store: Store) -> None:
    """Without identifier and known mail, the same name in the same organisation is the same person."""
    load(store, [mail(person(Organisation="A"), "a@example.org"), person("Kim", "Aslan", Organisation="B")])
    plan = load(store, [mail(person(Organisation="a"), "b@example.org"), person("Kim", "Aslan")])
    assert {label: [field for field, _, _ in fields] for label, fields in changes(plan).items()} == {
        "Mara Lindner": ["E-Mail"],
        "Kim Aslan": ["Organisation"],
    }


def test_another_organisation_is_another_person(store: Store) -> None:
    """Two people of one name in two organisations are not mixed up."""
    load(store, [person(Organisation="A")])
    plan = load(store, [person(Organisation="B")])
    assert labels(plan) == ({"Mara Lindner", "B"}, set(), {"Mara Lindner"})
    assert left_on(store) == {"mara-lindner": TODAY, "mara-lindner-2": None}


def test_a_doubtful_person_is_refused(store: Store) -> None:
    """Where several fit, the file is refused and asks for an identifier."""
    load(store, [person(Kennung="a"), person(Kennung="b")])
    assert [(p.row, p.code) for p in refused(store, [person()])] == [(2, Code.AMBIGUOUS_PERSON)]


def test_a_mailbox_does_not_make_somebody_another(store: Store) -> None:
    """Whoever takes over a mailbox does not become the one who had it, with all their rights."""
    load(store, [mail(person(), "info@example.org")])
    problem = refused(store, [mail(person("Ben", "Neu"), "info@example.org")])[0]
    assert (problem.row, problem.column, problem.code) == (2, "E-Mail", Code.MAIL_OF_ANOTHER)
    assert problem.params == {"name": "Mara Lindner", "key": "mara-lindner"}
    plan = load(store, [mail(person("Ben", "Neu", Kennung="ben"), "info@example.org")])
    assert labels(plan) == ({"Ben Neu"}, set(), {"Mara Lindner"})


def test_people_may_share_a_mail_if_they_have_keys(store: Store) -> None:
    """A common mailbox is no problem where identifiers tell people apart, whatever row says it."""
    rows = [
        mail(person(Kennung="a"), "info@example.org"),
        mail(person("Ben", "Neu", Kennung="b"), "info@example.org"),
    ]
    load(store, rows)
    assert planned(store, rows).is_empty
    # Without identifiers the names still do.
    bare = [{column: text for column, text in row.items() if column != "Kennung"} for row in rows]
    assert [p.code for p in refused(store, bare)] == [Code.SHARED_MAIL]


def test_keys_and_rows_without_find_each_other(store: Store) -> None:
    """A row without identifier belongs to the one that has it, wherever it stands."""
    rows = [person(Projekt="IQ"), person(Kennung="m1", Projekt="FiF")]
    plan = load(store, rows)
    assert "Mara Lindner" in labels(plan)[0]
    assert left_on(store) == {"m1": None}


def test_keys_made_of_names_are_stable(store: Store) -> None:
    """The same people get the same identifiers, in the order of the file."""
    rows = [person(Organisation=name) for name in ("A", "B", "C")]
    load(store, rows)
    assert left_on(store) == dict.fromkeys(("mara-lindner", "mara-lindner-2", "mara-lindner-3"))
    assert planned(store, reversed(rows)).is_empty


def test_who_is_missing_leaves(store: Store) -> None:
    """The file is the whole directory: whoever is not in it leaves today, and no export names them."""
    load(store, [person(), person("Kim", "Aslan")])
    plan = load(store, [person("Kim", "Aslan")])
    assert labels(plan) == (set(), set(), {"Mara Lindner"})
    assert left_on(store) == {"mara-lindner": TODAY, "kim-aslan": None}
    assert [row["Kennung"] for row in rows_of(exported(store))] == ["kim-aslan"]
    assert planned(store, [person("Kim", "Aslan")]).is_empty


def test_who_returns_is_the_same(store: Store) -> None:
    """Somebody who comes back is revived with what they had."""
    both = [person(Funktion="Beraterin"), person("Kim", "Aslan")]
    load(store, both)
    load(store, both[1:])
    plan = load(store, both, today=TOMORROW)
    assert changes(plan) == {"Mara Lindner": [("Ausgeschieden", "23.11.2026", "")]}
    assert left_on(store) == {"mara-lindner": None, "kim-aslan": None}
    assert planned(store, both, today=TOMORROW).is_empty


def test_somebody_who_leaves_later_is_still_there(store: Store) -> None:
    """A last day in the future stays as it is, and the person is exported until then."""
    load(store, [person()])
    with store.write() as session:
        session.execute(update(Person).values(left_on=TOMORROW))
    assert planned(store, exported(store)).is_empty
    assert len(rows_of(exported(store))) == 1
    assert rows_of(exported(store, today=TOMORROW)) == []


def test_a_deputy_who_left_is_not_named(store: Store) -> None:
    """An absence whose deputy has left exports without, and imports again without a change."""
    away = person(Kennung="mara", Abwesend_von="1.1.2027", Vertretung="kim")
    load(store, [away, person("Kim", "Aslan", Kennung="kim")])
    with store.write() as session:
        session.execute(update(Person).where(Person.key == "kim").values(left_on=TODAY))
    assert rows_of(exported(store))[0]["Vertretung"] == ""
    assert planned(store, exported(store)).is_empty


def people(count: int) -> list[dict[str, str]]:
    return [person("Vorname", f"Nachname {number}") for number in range(count)]


@pytest.mark.parametrize(
    ("before", "after", "goes"), [(30, 20, True), (30, 19, False), (60, 40, True), (12, 1, False)]
)
def test_many_removals_need_permission(store: Store, before: int, after: int, goes: bool) -> None:
    """More than ten people, and more than a third of all, are removed only if the caller says so."""
    load(store, people(before))
    assert planned(store, people(after)).removes_many is not goes
    if goes:
        load(store, people(after), allow_removals=False)
        return
    with pytest.raises(FileRefusedError) as refusal:
        load(store, people(after), allow_removals=False)
    assert [(p.row, p.column, p.code, p.params) for p in refusal.value.problems] == [
        (None, None, Code.TOO_MANY_REMOVED, {"removed": str(before - after), "people": str(before)})
    ]
    assert set(left_on(store).values()) == {None}
    load(store, people(after), allow_removals=True)
    assert list(left_on(store).values()).count(TODAY) == before - after


def test_what_no_file_speaks_of_stays(store: Store) -> None:
    """Names that nobody uses any more are not removed by a people file."""
    load(store, [person(Projekt="IQ Netzwerk")])
    load(store, [person(Projekt="Fachkraft im Fokus")])
    with store.read() as session:
        assert set(session.scalars(select(Project.name))) == {"IQ Netzwerk", "Fachkraft im Fokus"}


def test_roles_fall_back_to_member(store: Store) -> None:
    """An emptied role takes rights away; the plan shows it."""
    load(store, [person(Rolle="Administration")])
    plan = load(store, [person(Rolle="")])
    assert changes(plan) == {"Mara Lindner": [("Rolle im Netzwerk", "Administration", "Mitglied")]}
    with store.read() as session:
        assert session.scalars(select(Person.role)).all() == [Role.MEMBER]


def test_last_day_is_a_day(store: Store) -> None:
    """Whoever leaves belongs to the network until the day before."""
    load(store, [person(), person("Kim", "Aslan")], today=date(2026, 1, 1))
    load(store, [person()], today=date(2026, 2, 1))
    assert left_on(store)["kim-aslan"] == date(2026, 2, 1)


@pytest.mark.parametrize(
    "shared", [{"E-Mail": "m@example.org"}, {"Telefon": "030 23125 101"}, {"Mobil": "0171 3920001"}]
)
def test_namesakes_with_a_mail_or_telephone_in_common_are_one(store: Store, shared: dict[str, str]) -> None:
    """A further responsibility of the same person, though the file gives no identifiers."""
    load(store, [person(Projekt="IQ") | shared, person(Projekt="FiF") | shared])
    assert list(left_on(store)) == ["mara-lindner"]


def test_namesakes_are_asked_about_with_both_rows(store: Store) -> None:
    """Nobody gets the responsibilities of a namesake without a word: the file is refused, both rows named."""
    rows = [person(Telefon="030 23125 101"), person("Kim", "Aslan"), person(Projekt="FiF")]
    (problem,) = refused(store, rows)
    assert problem_text(problem) == (
        "Zeile 4: Mara Lindner steht auch in Zeile 2. Dieselbe Person? Nenne hier Mail oder Telefon, "
        "sonst Kennungen."
    )
    keyed = [row | {"Kennung": key} for row, key in zip(rows, ("m1", "k", "m2"), strict=True)]
    load(store, keyed)
    assert set(left_on(store)) == {"m1", "k", "m2"}


def test_people_without_a_name_are_no_namesakes(store: Store) -> None:
    """Rows that lack the name are told just that."""
    assert {
        p.code for p in refused(store, [person("", "", Projekt="IQ"), person("", "", Projekt="FiF")])
    } == {Code.NO_NAME}

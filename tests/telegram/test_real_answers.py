"""The real dialogue on Telegram: lists that move on, people to keep, drafts that lose their buttons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy import select

from bot.composition import Parts, dialogue
from bot.config import Settings
from storage.models import ContactWay, OutboxMessage, OutboxPart, Visibility, WayKind
from storage.models import Person as Someone
from storage.services.version import touch_directory
from storage.session import Store
from tests import factories
from tests.bot.assembly import Assembly, HandClock, markup_of, play
from tests.dialogue import interpreter, knowledge_of_places
from tests.servers.botapi import BotApi, Person
from tests.telegram.scene import telegram_of, texts, until


def talk(server: BotApi, store: Store, mara: Person, scene: Callable[[Assembly], Awaitable[None]]) -> None:
    """Let a scene play with the lead-project network, of which Heike has an address."""
    with store.write() as session:
        people = factories.lead_network(session)
        factories.account(session, people["Heike"], str(mara.id), "telegram")
    parts = Parts(store, knowledge_of_places(), interpreter(), Settings())

    async def whole() -> None:
        telegram = telegram_of(server)
        kitt = Assembly(store, telegram, clock=HandClock(), dialogue=dialogue(parts), texts=markup_of)
        await telegram.start(kitt.host)
        try:
            await scene(kitt)
        finally:
            await telegram.stop()
            await kitt.stop()
            await telegram.stop()

    play(whole)


def test_a_region_is_chosen_in_place(server: BotApi, store: Store) -> None:
    """The question becomes the answer; so does another region; a person is shown beside it, with a card."""
    mara = server.user("Heike")

    async def scene(_kitt: Assembly) -> None:
        mara.writes("wer ist mein kontakt?")
        await until(lambda: "Welche Region" in "".join(texts(server, mara)) or server.sent(mara))
        mara.presses(server.sent(mara)[0], "Harz")
        await until(lambda: "Harz: 3" in texts(server, mara)[0])
        mara.presses(server.sent(mara)[0], "Andere Region")
        await until(lambda: "Halle" in server.sent(mara)[0].labels)
        mara.presses(server.sent(mara)[0], "Harz")
        await until(lambda: "Mara Lindner" in server.sent(mara)[0].labels)
        mara.presses(server.sent(mara)[0], "Mara Lindner")
        await until(lambda: len(server.sent(mara)) == 2)
        mara.presses(server.sent(mara)[1], "Kontakt speichern")
        await until(lambda: len(server.sent(mara)) == 4)

    talk(server, store, mara, scene)
    listed, card, text, contact = server.sent(mara)
    assert listed.text.startswith("Harz: 3 Ansprechpartner:innen")
    assert card.text.startswith("Mara Lindner")
    assert text.text.startswith("Hier ist Mara Lindner")
    given = contact.raw["contact"]
    assert (given["first_name"], given["last_name"]) == ("Mara", "Lindner")
    assert given["phone_number"] == "+493023125001"
    assert "FN:Mara Lindner" in given["vcard"]
    with store.read() as session:
        kept = repr([row.payload for row in session.query(OutboxMessage)])
        kept += repr([row.body for row in session.query(OutboxPart)])
    assert "Lindner" not in kept


def test_an_edited_question_about_somebody(server: BotApi, store: Store) -> None:
    """ "Harz" becomes "Halle", in place; a draft that was written down is not written twice."""
    mara = server.user("Heike")

    async def scene(_kitt: Assembly) -> None:
        asked = mara.writes("wer ist mein kontakt im harz?")
        await until(lambda: len(texts(server, mara)) == 1)
        mara.edits(asked, "wer ist in halle für die anerkennung?")
        await until(lambda: "Tarek Hamdan" in texts(server, mara)[0])
        away = mara.writes("ich bin ab morgen bis 4. Dezember im Urlaub")
        await until(lambda: len(texts(server, mara)) == 2)
        yes = next(label for label in server.sent(mara)[1].labels if label.startswith(("Eintragen", "Ja")))
        mara.presses(server.sent(mara)[1], yes)
        await until(lambda: len(texts(server, mara)) == 3 and not server.sent(mara)[1].labels)
        mara.edits(away, "ich bin ab morgen bis 5. Dezember im Urlaub")
        await until(lambda: len(texts(server, mara)) == 4)
        mara.presses(server.sent(mara)[3], yes)
        await until(lambda: len(texts(server, mara)) == 5 and not server.sent(mara)[3].labels)

    talk(server, store, mara, scene)
    _, draft, done, again, done_again = texts(server, mara)
    assert "bis 4. Dezember" in draft
    assert "Das ersetzt" in again
    assert "bis 5. Dezember" in again
    assert done == done_again


def test_the_offer_to_go_on_in_private_is_no_effect(server: BotApi, store: Store) -> None:
    """Who edits in a group what is answered in private only gets the answer to what it says now."""
    heike, group = server.user("Heike"), server.supergroup("Runde")

    async def scene(_kitt: Assembly) -> None:
        heike.adds_bot(group, "administrator")
        await until(lambda: not server.waiting())
        asked = heike.writes("@kitt_test_bot ich bin bis Freitag im Urlaub", group)
        await until(lambda: "Privat weiter" in [label for m in server.sent(group) for label in m.labels])
        before = len(server.sent(group))
        heike.edits(asked, "@kitt_test_bot Kontakt Harz")
        await until(lambda: server.called("editMessageText") or len(server.sent(group)) > before)
        await until(lambda: not server.waiting())
        assert len(server.sent(group)) == before

    talk(server, store, heike, scene)
    assert "Harz: 3 Ansprechpartner:innen" in server.sent(group)[-1].text


def test_the_rest_of_a_card_is_offered_in_private(server: BotApi, store: Store) -> None:
    """A group sees the number that is for all, and the way to the other one if there is one."""
    heike, group = server.user("Heike"), server.supergroup("Runde")

    async def scene(_kitt: Assembly) -> None:
        with store.write() as session:
            for name, who_sees in (("Mara", Visibility.PRIVATE), ("Lena", Visibility.COORDINATORS)):
                person = session.scalars(select(Someone).where(Someone.given_name == name)).one()
                person.ways.append(
                    ContactWay(kind=WayKind.MOBILE, value="+4915123456789", visibility=who_sees)
                )
            touch_directory(session)
        heike.adds_bot(group, "administrator")
        await until(lambda: not server.waiting())
        heike.writes("@kitt_test_bot wer ist Lena Voigt?", group)
        await until(lambda: "Lena Voigt" in "".join(texts(server, group)))
        heike.writes("@kitt_test_bot wer ist Mara Lindner?", group)
        await until(lambda: "Mara Lindner" in "".join(texts(server, group)))
        button = server.sent(group)[-1].rows[-1][-1]
        assert button["text"] == "Privat weiter"
        heike.starts(button["url"].partition("start=")[2])
        await until(lambda: server.sent(heike))

    talk(server, store, heike, scene)
    lena, mara = server.sent(group)[-2:]
    assert "Mehr zeige ich nur privat" in mara.text
    assert "Mehr" not in lena.text
    assert lena.labels == []
    assert not any("1512" in text for text in texts(server, group))
    assert "1512" in server.sent(heike)[0].text


def test_commands_of_other_bots(server: BotApi, store: Store) -> None:
    """Where Kitt hears everything it hears those, too: they are nothing that it has to speak up about."""
    heike, group = server.user("Heike"), server.supergroup("Runde")

    async def scene(_kitt: Assembly) -> None:
        heike.adds_bot(group, "administrator")
        heike.writes("/ban Jonas", group)
        heike.writes("/hilfe", group)
        await until(lambda: "Das kannst Du mich fragen" in "".join(texts(server, group)))

    talk(server, store, heike, scene)
    assert not any("/ban" in text for text in texts(server, group))

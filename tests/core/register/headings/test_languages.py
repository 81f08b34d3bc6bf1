"""Headings of lists in the languages of Europe and Asia, each with what stands beneath it."""

import pytest

from ladder_assess.core.register.columns import NAME
from ladder_assess.core.register.headings.column_names_elsewhere import ELSEWHERE, plainly
from ladder_assess.core.register.headings.column_names_farther import FARTHER, named_by_sign
from tests.core.register.test_guessing import ENDS, NAMES, STARTS, guessed, reading

TEXTS = [f"{name}, with a long text about what happens in it" for name in NAMES]
PEOPLE = ["12", "35", "8", "120", "40", "9"]
MEANT = ("name", "description", "start_date", "end_date", "people_took_part")
LISTS = (
    "Název|Popis|Zahájení|Dokončení|Počet účastníků",
    "Název akce|Popis akce|Datum konání|Datum ukončení|Účastníci",
    "Názov projektu|Popis|Dátum začiatku|Dátum ukončenia|Počet účastníkov",
    "Nazwa projektu|Opis|Rozpoczęcie|Zakończenie|Liczba uczestników",
    "Esemény neve|Leírás|Kezdés|Befejezés|Létszám",
    "Denumirea proiectului|Descriere|Data începerii|Data finalizării|Număr de participanți",
    "Naziv događaja|Opis|Datum početka|Datum završetka|Broj sudionika",
    "Naslov|Opis|Datum začetka|Datum zaključka|Število udeležencev",
    "Pavadinimas|Aprašymas|Pradžios data|Pabaigos data|Dalyvių skaičius",
    "Nosaukums|Apraksts|Sākuma datums|Beigu datums|Dalībnieku skaits",
    "Nimetus|Kirjeldus|Algus|Lõpp|Osalejate arv",
    "Nimi|Kuvaus|Alkaa|Päättyy|Osallistujamäärä",
    "Namn|Beskrivning|Startdatum|Slutdatum|Antal deltagare",
    "Titel|Beskrivelse|Startdato|Slutdato|Antal deltagere",
    "Τίτλος|Περιγραφή|Ημερομηνία έναρξης|Ημερομηνία λήξης|Αριθμός συμμετεχόντων",
    "Назва проєкту|Опис|Дата початку|Дата завершення|Кількість учасників",
    "Название мероприятия|Описание|Дата начала|Дата окончания|Количество участников",
    "Наименование|Описание|Начална дата|Крайна дата|Брой участници",
    "Етkinlik adı|Açıklama|Başlangıç tarihi|Bitiş tarihi|Katılımcı sayısı",
    "Nama kegiatan|Deskripsi|Tanggal mulai|Tanggal selesai|Jumlah peserta",
    "Tên dự án|Mô tả|Ngày bắt đầu|Ngày kết thúc|Số người tham gia",
    "イベント名|説明|開始日|終了日|参加者数",
    "事業名|事業概要|開始年月日|終了年月日|参加人数",
    "活動名稱|活動內容|開始日期|結束日期|參與人數",
    "项目名称|简介|开始时间|结束时间|参与人数",
    "사업명|사업내용|시작일|종료일|참여자수",
    "اسم المشروع|الوصف|تاريخ البدء|تاريخ الانتهاء|عدد المشاركين",
    "ชื่อโครงการ|รายละเอียด|วันที่เริ่มต้น|วันที่สิ้นสุด|จำนวนผู้เข้าร่วม",
    "Teitl|Disgrifiad|Dyddiad dechrau|Dyddiad gorffen|Nifer y cyfranogwyr",
    "Título de la consulta|Resumen|Fecha de apertura|Fecha de cierre|N° de participantes",
    "Titre de la concertation|Résumé|Date d'ouverture|Date de clôture|Nombre de participants",
    "Titel der Veranstaltung|Kurzbeschreibung|Beginn|Ende|Anzahl Teilnehmende",
    "Naam activiteit|Omschrijving|Begindatum|Einddatum|Aantal deelnemers",
    "Nome evento|Descrizione|Data inizio|Data fine|Numero partecipanti",
    "Nome da atividade|Descrição|Data de início|Data de término|Nº de participantes",
    "Nom de l'activitat|Descripció|Data d'inici|Data de finalització|Nombre d'assistents",
    "Jarduera|Deskribapena|Hasiera data|Amaiera data|Parte-hartzaileak",
    "Nome da actividade|Descrición|Data de inicio|Data de fin|Participantes",
    "Teideal|Cur síos|Dáta tosaigh|Dáta deiridh|Líon rannpháirtithe",
)


@pytest.mark.parametrize("headings", LISTS)
def test_a_list_of_each_language_is_read_by_its_headings(headings: str) -> None:
    """Of a list in Czech neither day was taken, and of one in Japanese no column at all."""
    names = headings.split("|")
    columns = dict(zip(names, (NAMES, TEXTS, STARTS, ENDS, PEOPLE), strict=True))
    assert guessed(**columns) == dict(zip(names, MEANT, strict=True))


def test_no_text_means_two_columns() -> None:
    """Of two, the one would never be meant. `data` of a day is one in some languages alone."""
    for names in (ELSEWHERE, FARTHER):
        texts = [plainly(text) for found in names.values() for text in {*map(plainly, found)}]
        assert len(texts) == len({*texts}), {text for text in texts if texts.count(text) > 1}


@pytest.mark.parametrize(
    "heading", ["団体名", "会場名", "担当者名", "區名", "기관명", "성명", "名", "明"]
)
def test_a_name_of_another_in_signs_names_no_activity(heading: str) -> None:
    assert not named_by_sign(heading)
    assert named_by_sign("事業名")


GROUPS = ["8 Muyeres en Bici", "Massa Crítica", "Sindicat", "Las Kellys", "La Xixa", "Ca la Dona"]
STREETS = [f"Plaza Mayor {number}, 33201 Gijón" for number in range(1, 7)]


@pytest.mark.parametrize(
    "place", ["actividad_direccion", "direccion", "Adresse", "Lieu", "Indirizzo"]
)
@pytest.mark.parametrize(
    "name",
    [
        "colectiva_nombre", "nombre_colectiva", "Projekt__Titel", "grupo_nome", "akce__název",
        "entidad_nombre", "Association__nom", "Verein__Name", "nome__do__grupo", "Denominazione",
    ],
)  # fmt: skip
def test_a_word_for_a_name_counts_wherever_it_stands(name: str, place: str) -> None:
    """`colectiva_nombre` was left out, and 176 activities were called by a street."""
    for columns in ({place: STREETS, name: GROUPS}, {name: GROUPS, place: STREETS}):
        assert guessed(ciudad=["Gijón", *["Barcelona"] * 5], **columns) == {name: NAME}


@pytest.mark.parametrize("heading", ["Prénom__nom", "Apellidos__y__nombre", "responsable_nombre"])
def test_a_name_of_a_person_is_none_of_an_activity(heading: str) -> None:
    assert guessed(titulo=NAMES, **{heading: GROUPS}) == {"titulo": NAME}
    assert NAME not in reading(titulo=NAMES, **{heading: GROUPS}).maybe


@pytest.mark.parametrize("heading", ["municipio_nombre", "Lieu__nom", "ciudad__nombre"])
def test_a_name_of_a_place_is_none_of_an_activity(heading: str) -> None:
    assert guessed(iniciativa=NAMES, **{heading: GROUPS}) == {"iniciativa": NAME}


@pytest.mark.parametrize(
    "heading",
    [
        "Address",
        "actividad_direccion",
        "Adresse",
        "Endereço",
        "Email__address",
        "Website",
        "Enlace",
    ],
)
def test_an_address_is_never_filled_in_as_a_name(heading: str) -> None:
    """What nothing names is asked about."""
    for columns in (
        {heading: STREETS},
        {heading: STREETS[:3] * 2},
        {"id": PEOPLE, heading: STREETS},
    ):
        assert NAME not in guessed(**columns).values()


@pytest.mark.parametrize(
    "heading", ["Event__location", "Lugar", "Venue", "Tipo", "Status", "Kosten"]
)
def test_what_is_beside_an_activity_names_it_where_nothing_else_does(heading: str) -> None:
    """By its values alone the first column that looked like names was the name."""
    for own in (NAMES, GROUPS, GROUPS[:3] * 2):
        assert guessed(**{heading: STREETS, "What": own})["What"] == NAME
    if heading in ("Event__location", "Lugar", "Venue"):
        assert guessed(**{heading: STREETS, "When": STARTS})[heading] == NAME

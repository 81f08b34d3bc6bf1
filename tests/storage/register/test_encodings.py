"""Lists that are in no Unicode and do not say in what: each is read by what its letters are."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.flaws import BadRegister
from ladder_assess.storage.register.encodings import encoding_of
from ladder_assess.storage.register.text import UTF8, WINDOWS, decode

LISTS = {
    "ru": (
        "№;Название мероприятия;Дата проведения;Место\n"
        "1;Публичные слушания по проекту планировки;12 марта 2024;ДК\n"
        "2;Сход граждан посёлка;15.04.2024;Клуб\n"
    ),
    "uk": (
        "Назва;Опис\n"
        "Громадські слухання;Обговорення бюджету міста\n"
        "Толока;Прибирання парку їжачками\n"
    ),
    "el": (
        "Τίτλος;Περιγραφή\n"
        "Δημόσια διαβούλευση;Συζήτηση για τον προϋπολογισμό\n"
        "Εργαστήριο πολιτών;Ανάπλαση πλατείας\n"
    ),
    "he": ("שם;תיאור\nשיתוף ציבור;דיון על תקציב העיר\nאספת תושבים;גינה קהילתית\n"),
    "ar": ("العنوان;الوصف\nاستشارة عامة;نقاش حول الميزانية\nاجتماع السكان;حديقة المدينة\n"),
    "th": ("ชื่อโครงการ,รายละเอียด\nรับฟังความคิดเห็น,การจัดทำงบประมาณ\nประชุมชาวบ้าน,สวนสาธารณะ\n"),
    "ja": ("番号,イベント名,開催日\n1,市民ワークショップ,令和6年5月12日\n2,意見交換会,2024/8/10\n"),
    "ko": ("번호,사업명,내용\n1,주민참여예산 총회,예산을 정한다\n2,마을 회의,공원\n"),
    "zh": ("编号,活动名称,内容\n1,公众咨询会议,讨论城市预算\n2,社区座谈会,公园建设与垃圾分类\n"),
    "zht": ("編號,活動名稱,內容\n1,公聽會,討論城市預算與參與式計畫\n2,社區座談會,公園建設\n"),
    "pl": (
        "Nazwa;Opis\n"
        "Łąka społeczna;Sadzenie drzew i kwiatów wśród mieszkańców\n"
        "Budżet obywatelski;Głosowanie mieszkańców na pomysły\n"
        "Ścieżka rowerowa;Dłuższa trasa, więcej światła, piękny plac zabaw\n"
    ),
    "cs": (
        "Název;Popis\n"
        "Veřejné projednání;Diskuse o rozpočtu města, žádosti občanů\n"
        "Kulatý stůl;Úprava náměstí, větší zeleň, šťastné děti\n"
    ),
    "tr": (
        "Ad;Açıklama\n"
        "Halk toplantısı;Bütçe görüşmesi, ağaçlandırma, ışıklandırma çalışması\n"
        "Çalıştay;Değişim için kadın girişimciliği\n"
    ),
    "fr": (
        "Intitulé;Description\n"
        "Réunion publique;Débat sur l’aménagement, œuvres d’été, créées à l’école\n"
    ),
    "es": ("Título;Descripción\n¿Qué opinas?;Año de los niños, participación ciudadana\n"),
    "is": (
        "Heiti;Lýsing\n"
        "Íbúafundur;Umræða um fjármál bæjarins, það er þörf á því að ræða, maður segir "
        "það\n"
    ),
    "en": ("Name,Cost\nForum £5k – “open”,£12m²\nCafé Zoë,½ price\n"),
    "pt": ("Título;Descrição\nAudiência pública;Ações e opiniões dos cidadãos, educação\n"),
    "de": ("Titel;Ort\nBürgerräte;Größe, Straßen, Übergänge für Fußgänger\n"),
    "sv": ("Namn;Ort\nMöte;Åtgärder på gården, älvar\n"),
    "ro": (
        "Titlu;Descriere\n"
        "Consultare publică;Dezbatere în piaţă, soluţii şi propuneri, cetăţenii aşteaptă\n"
    ),
    "sl": (
        "Naslov;Opis\nJavna razprava;Občani in občanke želijo več zelenja, šole, žoge, češnje\n"
    ),
    "et": (
        "Nimi;Kirjeldus\n"
        "Rahvakoosolek;Õpilaste ja vanurite mõtted, õues, põhjus, täna, öö, üks, šokk\n"
    ),
    "da": ("Titel;Sted\nBorgermøde;Børn og ældre, på øen, grønne områder\n"),
    "it": (
        "Nome;Luogo\nConsultazione;Città più verde, qualità, perché, così, già, libertà, caffè\n"
    ),
    "ca": ("Títol;Lloc\nAudiència pública;què, més, això, ciutadà, ç, l·l\n"),
    "hu": (
        "Név;Leírás\n"
        "Lakossági fórum;Költségvetés, közösségi kert, zöldfelület fejlesztése őszi "
        "ülés, nők és idősek, közlekedő idő\n"
    ),
}
OTHERS = (
    ("ru", "cp1251"),
    ("ru", "koi8_r"),
    ("uk", "cp1251"),
    ("el", "cp1253"),
    ("he", "cp1255"),
    ("ar", "cp1256"),
    ("th", "cp874"),
    ("ja", "cp932"),
    ("ja", "euc_jp"),
    ("ko", "euc_kr"),
    ("zh", "gb18030"),
    ("zht", "big5"),
    ("pl", "cp1250"),
    ("pl", "iso8859_2"),
    ("cs", "cp1250"),
    ("tr", "cp1254"),
    ("hu", "cp1250"),
    ("ro", "cp1250"),
    ("sl", "cp1250"),
)
WESTERN = sorted({*LISTS} - {language for language, _ in OTHERS})


@pytest.mark.parametrize(("language", "codec"), OTHERS)
def test_a_list_of_another_encoding_is_read_in_it(language: str, codec: str) -> None:
    """Lists in Shift JIS and Windows-1251 came in as rows of accents, which hold any bytes."""
    content = LISTS[language].encode(codec, "replace")
    assert encoding_of(content)[0] == codec
    text, called = decode(content)
    assert text == content.decode(codec)
    assert called not in (UTF8, WINDOWS)


@pytest.mark.parametrize("language", WESTERN)
def test_western_languages_stay_as_they_were(language: str) -> None:
    text = LISTS[language].encode("cp1252", "replace").decode("cp1252")
    assert decode(text.encode("cp1252")) == (text, WINDOWS)


@pytest.mark.parametrize("language", sorted(LISTS))
def test_letters_of_an_older_program_within_unicode_are_read_each_in_its_own(language: str) -> None:
    """One dash of Windows-1252 had a whole list in UTF-8 come in as rows of accents."""
    text = LISTS[language] * 3
    content = text.encode() + b"Forum \x96 open"
    assert decode(content)[0] == f"{text}Forum – open"


@given(st.binary(min_size=1, max_size=300))
def test_whatever_bytes_come_one_is_named(content: bytes) -> None:
    codec, called = encoding_of(content)
    assert codec
    assert called
    with suppress(BadRegister):
        decode(content)[0].encode()


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (
            "Name,Start\n“Our river” walk,03/05/2024\nThe council’s budget – have your say\n",
            "mac_roman",
        ),
        ("Name\nCafé social\n", "mac_roman"),
        ("Name\nPlân\n", "mac_roman"),
        ("Name\nJak–STAT signals\n", "mac_roman"),
        ("Name\nFür alle Bürger\n", "mac_roman"),
        ("Titre\nRéunion d’été à l’hôtel de ville\n", "mac_roman"),
        ("Título\nReunión pública, participación de niños y jóvenes, décimo año\n", "mac_roman"),
        ("Name\nCafé social\n", "cp850"),
        ("Name\nFür alle Bürger, Gespräch\n", "cp850"),
        ("Titre\nRéunion d'été à l'école, conférence\n", "cp850"),
    ],
)
def test_lists_of_older_systems_are_read_by_what_no_word_has_in_windows(
    text: str, codec: str
) -> None:
    """Excel for Mac saves a CSV so: “Our river” was read as ÒOur riverÓ."""
    assert encoding_of(text.encode(codec))[0] == codec


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Òran na h-Alba, Ònair\n", "cp1252"),
        ("Škoda, žena a šest, JOŠ\n", "cp1252"),
        ("Fête à l’été – “œuvre” … cœur • 5‰\n", "cp1252"),
        ("Ó Briain, Éire, Árd Scoil, TÚS, PÁIRC Ó\n", "cp1252"),
        ("źle, późno, źródło\n", "cp1250"),
    ],
)
def test_letters_of_windows_are_those_of_no_older_system(text: str, codec: str) -> None:
    assert encoding_of(text.encode(codec))[0] not in ("mac_roman", "cp850")

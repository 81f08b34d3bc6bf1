"""What people call the columns of a register in languages of the north, the east and Asia: as those
elsewhere they are guesses, and their values decide.
"""

FARTHER = {
    "name": (
        "izena", "izenburua", "jarduera", "teideal", "imeacht",
        "nazov", "naziv", "naslov", "nev", "megnevezes", "esemeny", "rendezveny", "denumire",
        "denumirea", "titlu", "eveniment", "proiect", "activitate", "pavadinimas", "renginys",
        "projektas", "nosaukums", "pasakums", "projekts", "nimetus", "pealkiri", "uritus",
        "otsikko", "tapahtuma", "overskrift", "arrangement", "evenemang", "heiti", "τίτλος",
        "όνομα", "ονομασία", "εκδήλωση", "έργο", "δράση", "назва", "захід", "подія", "проєкт",
        "название", "наименование", "мероприятие", "проект", "име", "заглавие", "събитие",
        "назив", "наслов", "başlık", "etkinlik", "etkinlik adı", "proje", "proje adı", "nama",
        "nama kegiatan", "judul", "kegiatan", "acara", "tên", "tên dự án", "tiêu đề", "sự kiện",
        "名称", "名稱", "名前", "タイトル", "件名", "題名", "標題", "标题", "題目", "案名",
        "イベント", "行事", "事業", "제목", "명칭", "행사", "사업", "الاسم", "العنوان", "عنوان",
        "اسم المشروع", "שם", "כותרת", "नाम", "शीर्षक", "ชื่อ", "ชื่อโครงการ", "ชื่อเรื่อง",
    ),
    "description": (
        "deskribapena", "cur síos",
        "leírás", "ismertető", "descriere", "descrierea", "aprašymas", "apraksts", "kirjeldus",
        "lýsing", "περιγραφή", "опис", "описание", "açıklama", "deskripsi", "keterangan",
        "uraian", "mô tả", "nội dung", "説明", "概要", "内容", "詳細", "事業概要", "事業内容",
        "說明", "说明", "描述", "內容", "簡介", "简介", "活動內容", "설명", "내용", "개요",
        "사업내용", "사업개요", "제안내용", "الوصف", "विवरण", "รายละเอียด",
    ),
    "start_date": (
        "hasiera", "hasiera data", "dáta", "dáta tosaigh",
        "zahájení", "začátek", "začiatok", "datum konání", "dátum", "dátum konania",
        "rozpoczęcie", "początek", "kezdete", "kezdés", "kezdő dátum", "időpont", "început",
        "data începerii", "početak", "začetek", "datum početka", "datum začetka", "pradžia",
        "pradžios data", "sākums", "datums", "sākuma datums", "algus", "kuupäev", "alguskuupäev",
        "alkaa", "alkupvm", "alkamispäivä", "päivämäärä", "ajankohta", "startdag", "dagsetning",
        "ημερομηνία", "έναρξη", "ημερομηνία έναρξης", "дата", "початок", "дата початку",
        "дата проведення", "начало", "дата начала", "дата проведения", "начална дата", "датум",
        "почетак", "tarih", "başlangıç", "başlangıç tarihi", "tanggal", "tanggal mulai",
        "tanggal pelaksanaan", "mulai", "ngày", "ngày bắt đầu", "日付", "日時", "期日", "開催日",
        "開催日時", "開始日", "実施日", "開始年月日", "開催年月日", "日期", "開始日期",
        "开始日期", "開始時間", "开始时间", "活動日期", "舉辦日期", "일시", "날짜", "시작일",
        "시작일자", "개최일", "개최일시", "행사일", "التاريخ", "تاريخ البدء", "दिनांक", "วันที่",
        "วันที่เริ่มต้น",
    ),
    "end_date": (
        "amaiera", "amaiera data", "dáta deiridh",
        "ukončení", "dokončení", "konec", "koniec", "ukončenie", "zakończenie", "vége",
        "befejezés", "záró dátum", "sfârșit", "data finalizării", "data încheierii", "kraj",
        "završetak", "zaključek", "datum završetka", "datum zaključka", "pabaiga",
        "pabaigos data", "beigas", "beigu datums", "lõpp", "lõppkuupäev", "päättyy", "loppupvm",
        "päättymispäivä", "slut", "slutt", "slutdag", "λήξη", "ημερομηνία λήξης", "завершення",
        "дата завершення", "дата закінчення", "окончание", "завершение", "дата окончания",
        "дата завершения", "крайна дата", "край", "крај", "bitiş", "bitiş tarihi", "selesai",
        "tanggal selesai", "tanggal berakhir", "ngày kết thúc", "終了日", "終了年月日", "完了日",
        "締切日", "結束日期", "结束日期", "截止日期", "結束時間", "结束时间", "종료일",
        "종료일자", "마감일", "تاريخ الانتهاء", "วันที่สิ้นสุด",
    ),
    "people_took_part": (
        "účastníci", "numero partecipanti", "numero di partecipanti", "parte hartzaileak",
        "líon rannpháirtithe",
        "počet účastníků", "počet účastníkov", "résztvevők száma", "létszám", "participanți",
        "număr de participanți", "număr participanți", "broj sudionika", "broj učesnika",
        "število udeležencev", "dalyvių skaičius", "dalībnieku skaits", "osalejate arv",
        "osallistujat", "osallistujamäärä", "antal deltagare", "antal deltagere",
        "antall deltakere", "aantal deelnemers", "nombre d’assistents", "assistents",
        "αριθμός συμμετεχόντων", "συμμετέχοντες", "кількість учасників", "количество участников",
        "число участников", "брой участници", "број учесника", "katılımcı sayısı",
        "jumlah peserta", "số người tham gia", "参加者数", "参加人数", "來場者数", "来場者数",
        "參與人數", "参与人数", "參加人數", "참여자수", "참가자수", "참가인원", "참석인원",
        "عدد المشاركين", "จำนวนผู้เข้าร่วม",
    ),
    "service_area": (
        "odbor", "osztály", "direcția", "odjel", "oddelek", "skyrius", "osakond", "osasto",
        "förvaltning", "forvaltning", "отдел", "департамент", "управління", "担当課", "所管課",
        "担当部署", "承辦單位", "主管機關", "부서", "부서명", "담당부서", "소관부서",
    ),
    "id": (
        "kód projektu", "číslo projektu", "azonosító", "sorszám", "număr", "nr crt", "redni broj",
        "šifra", "eil nr", "numurs", "jrk nr", "tunniste", "numero", "κωδικός", "αριθμός", "α/α",
        "номер", "п п", "з п", "код", "sıra no", "nomor", "mã", "番号", "管理番号", "整理番号",
        "編號", "编号", "案號", "번호", "관리번호", "código del proyecto", "código proyecto",
        "código de proyecto", "código do projeto", "code projet", "code du projet",
        "codice progetto", "projektnummer", "projekt nr", "aktenzeichen", "vorgangsnummer",
    ),
}  # fmt: skip
# The first word of a name of what stands behind it: название мероприятия.
NAMING_FARTHER = frozenset(
    (
        "nazov", "naziv", "denumirea", "denumire", "pavadinimas", "nosaukums", "nimetus", "назва",
        "название", "наименование", "назив", "nama", "judul", "tên",
    )
)  # fmt: skip
# What is called by the last sign of a heading, and what else has a name.
NAMING_SIGNS = ("名称", "名稱", "名", "명칭", "명")
SIGNS_OF_ANOTHER = (
    "団体", "團體", "团体", "施設", "設施", "担当", "会場", "場所", "地域", "部署", "機關",
    "机关", "機関", "主催", "氏", "課", "組織", "組织", "單位", "单位", "学校", "會員", "市",
    "町", "村", "区", "區", "県", "都道府", "자치구", "기관", "부서", "담당", "시설", "장소",
    "시군", "단체", "성명", "인명", "동명",
)  # fmt: skip


def named_by_sign(text: str) -> bool:
    """Does a heading in signs end as the name of something that can be an activity?"""
    found = next((sign for sign in NAMING_SIGNS if text.endswith(sign)), "")
    return bool(found and text != found) and not any(sign in text for sign in SIGNS_OF_ANOTHER)

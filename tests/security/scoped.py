"""What reaches further than one organisation, person or link, and why it may: nothing else does."""

# A statement of storage/queries names one of these, or stands below with its reason.
# It stands among the conditions or, where a row is added, among what is put into it.
SCOPES = (":portfolio", ":organisation", ":account", ":token_digest", ":recipient")

WORKER = (
    "the background worker alone asks this, shows it to nobody, and opens each by its own scope"
)
SITE = "the site administrator's list of names; holds no answers"
TIME = "takes away what is past its time, whoever's it is, and gives nothing back"
NO_PERSON = "public data about nobody: the register of local authorities"
OPENS = "this is how an account is found: by what its owner alone has"
OF_A_PARENT = "the id of its parent comes from a statement with a scope in the same transaction"
QUEUE = "the queue of jobs: numbers of what waits to be worked on, shown to nobody"
OUTBOX = "the outbox: for the worker, and for the site administrator where no mail is sent"
SHOWN_TO_ALL = "by its address: what its publisher shows to everyone"
UNPUBLISHES = "the command that takes down one public page by its address; gives nothing back"
ITS_ID = "its :id is that of the organisation, person or portfolio: see storage.scopes.Scope"
DRAWS = "the job that draws alone asks this, and shows nothing but figures drawn by chance"
FIGURES = "figures of a peer group as they were drawn, of ten organisations or more"
COUNTING = "who counts among peers: names, owners and days, and no answers"
WAITING = "by the random name of a group's file, which comes from a statement of its parent"
EMPTY = "says nothing about anyone: which day, how many rows, which tables"

STATEMENTS: dict[str, str] = {
    "insert_account": "makes an account; gives back its number alone",
    "account_by_email": OPENS,
    "account_by_subject": OPENS,
    "overview_of_organisations": SITE,
    "organisation_by_request": "the request holds its maker's account number, and is random",
    "insert_organisation": "makes an organisation; gives nothing back",
    "published_page": SHOWN_TO_ALL,
    "bar_page": UNPUBLISHES,
    "find_consent": "by its reference number, which only the giver has",
    "withdraw_consent": "by a reference that the caller has found to be the giver's",
    "wanted_document": WORKER,
    "forget_job": QUEUE,
    "insert_job": QUEUE,
    "forget_earlier_jobs": QUEUE,
    "count_jobs": QUEUE,
    "due_jobs": QUEUE,
    "claim_job": QUEUE,
    "lost_job": QUEUE,
    "renew_job": QUEUE,
    "give_job_back": QUEUE,
    "give_job_up": QUEUE,
    "drop_job": QUEUE,
    "wanted_register_import": WORKER,
    "insert_register_rows": OF_A_PARENT,
    "number_register_rows": OF_A_PARENT,
    "mark_register_rows": OF_A_PARENT,
    "withdraw_consents_of_lost_files": "takes back what is left of files that have gone",
    "stored_evidence_files": "names of stored contents, to sweep those that belong to nothing",
    "insert_changes": OF_A_PARENT,
    "take_in_activity": OF_A_PARENT,
    "take_in_action": OF_A_PARENT,
    "insert_point_of_view": OF_A_PARENT,
    "find_point_of_view_page": OF_A_PARENT,
    "insert_point_of_view_page": OF_A_PARENT,
    "point_of_view_pages_waiting": OF_A_PARENT,
    "point_of_view_pages_wait_in": OF_A_PARENT,
    "count_point_of_view_pages": OF_A_PARENT,
    "point_of_view_pages_with_codes": "looks for the code that only its giver was shown",
    "where_answers_wait": "names of files, to find those that belong to nothing",
    "point_of_view_with_code": "by the digest of a code that only its giver was shown",
    "give_back_places": OF_A_PARENT,
    "delete_point_of_view": OF_A_PARENT,
    "take_in_response": OF_A_PARENT,
    "put_wave_answer": OF_A_PARENT,
    "forget_wave_answers": OF_A_PARENT,
    "find_wave_view": "by the digest of a random id that the respondent's browser alone has",
    "wave_views_waiting": OF_A_PARENT,
    "wave_views_wait_in": OF_A_PARENT,
    "count_wave_views": OF_A_PARENT,
    "insert_wave_view": OF_A_PARENT,
    "whose_point_of_view": OF_A_PARENT,
    "claim_message": OUTBOX,
    "count_due_messages": OUTBOX,
    "put_off_message": OUTBOX,
    "fail_message": OUTBOX,
    "forget_message": OUTBOX,
    "list_messages": OUTBOX,
    "find_message": OUTBOX,
    "forget_old_messages": TIME,
    "forget_authorities": NO_PERSON,
    "insert_authority": NO_PERSON,
    "list_authorities": NO_PERSON,
    "find_authority": NO_PERSON,
    "count_authorities": NO_PERSON,
    "touch_sign_in": "the sign-in that this request was found by, by its token",
    "forget_tickets": "by the address that a new ticket goes to",
    "insert_tombstone": EMPTY,
    "insert_retention_run": EMPTY,
    "find_retention_run": EMPTY,
    "open_audit": "opens the audit log to the erasure or retention of this transaction",
    "close_audit": "closes it again; the table is empty at every other time",
    "latest_run": EMPTY,
    "begin_run": EMPTY,
    "finish_run": EMPTY,
    "list_runs": EMPTY,
    "days_of_draws": EMPTY,
    "last_draws": EMPTY,
    "withdrawn_figures": EMPTY,
    "insert_draws": DRAWS,
    "insert_withdrawals": DRAWS,
    "last_of_releases": EMPTY,
    "members": COUNTING,
    "list_confirmations": SITE,
    "owners_of_all": SITE,
    "count_made_since": "how many organisations one account has made; its start holds the number",
    "figures_of_group": FIGURES,
    "contributed_activities": DRAWS,
    "contributed_responses": DRAWS,
    "lists_with_respondents": DRAWS,
    "document_contents_of_organisation": ITS_ID,
    "document_contents_of_portfolio": ITS_ID,
    "files_of_organisation": ITS_ID,
    "files_of_portfolio": ITS_ID,
    "files_of_account": ITS_ID,
}

# A function of the storage that takes a database, or a connection that writes, also takes one of
# these, or stands below.
PARAMETERS = {
    "portfolio", "source", "membership", "organisation", "account", "owner", "token", "scope",
    "wanted", "document", "link", "sign_in", "recipient", "ticket", "subject", "email", "by",
}  # fmt: skip
FUNCTIONS: dict[str, str] = {
    "administration.overview": SITE,
    "public_pages.find_published": SHOWN_TO_ALL,
    "public_pages.bar": UNPUBLISHES,
    "consent.find": "by its reference number, which only the giver has",
    "given.withdraw_by_code": "by the code that only its giver was shown",
    "jobs.put_once": QUEUE,
    "jobs.due": QUEUE,
    "jobs.claim": QUEUE,
    "jobs.lost": QUEUE,
    "jobs.renew": QUEUE,
    "jobs.try_again": QUEUE,
    "jobs.give_back": QUEUE,
    "jobs.give_up": QUEUE,
    "jobs.drop": QUEUE,
    "imports.wanted_import": WORKER,
    "evidence_files.folder": EMPTY,
    "evidence_files.content_of": "where a file lies that was found with a scope",
    "answer_mix.folder": WAITING,
    "answer_mix.join": WAITING,
    "answer_mix.let_wait": WAITING,
    "answer_mix.release": WAITING,
    "answer_mix.waiting": WAITING,
    "answer_mix.sweep": "removes what waits for a group that has gone",
    "evidence_files.drafted": "writes a content under a random name; no row yet",
    "evidence_files.withdraw_lost": "takes back what was agreed to for files that have gone",
    "history.record": OF_A_PARENT,
    "obstacles.obstacle": "names the file that cannot be reached, and reads nothing of it",
    "migrations.apply_migrations": "changes the tables before anything is served",
    "evidence_files.sweep": "removes contents that belong to nothing",
    "evidence_files.strays": "names of contents that belong to nothing",
    "mail.claim": OUTBOX,
    "mail.is_due": OUTBOX,
    "mail.put_off": OUTBOX,
    "mail.give_up": OUTBOX,
    "mail.forget": OUTBOX,
    "mail.all_messages": OUTBOX,
    "mail.find_message": OUTBOX,
    "mail.forget_old": TIME,
    "authorities.replace_authorities": NO_PERSON,
    "authorities.list_authorities": NO_PERSON,
    "authorities.find_authority": NO_PERSON,
    "authorities.count_authorities": NO_PERSON,
    "members.list_members": COUNTING,
    "contributions.activities": DRAWS,
    "contributions.responses": DRAWS,
    "contributions.with_respondents": DRAWS,
    "draws.latest_run": EMPTY,
    "draws.list_runs": EMPTY,
    "draws.begin_run": EMPTY,
    "draws.finish_run": EMPTY,
    "draws.days_of_draws": EMPTY,
    "draws.past_of": DRAWS,
    "draws.keep": DRAWS,
    "draws.figures_of": FIGURES,
    "draws.last_of_releases": EMPTY,
    "confirmations.list_asked": SITE,
    "confirmations.decide": SITE,
    "scopes.expire": TIME,
    "scopes.note_run": EMPTY,
    "scopes.run_on": EMPTY,
}

OPERATOR = "whoever may start programs on the machine can read its files anyway"
# Commands, with what of the database each reaches.
COMMANDS: dict[str, str] = {
    "setup": "makes the database and the sample, which are nobody's",
    "serve": "serves the pages: what they reach is walked in test_scope",
    "work": "starts the jobs below",
    "retention": f"all that is past its time, as numbers; {OPERATOR}",
    "administrator": f"one account, by its address; {OPERATOR}",
    "register": NO_PERSON,
    "unpublish": f"one public page, by its address; {OPERATOR}",
    "lint": "no data: definitions alone",
    "place": "no data but the file that it is given",
    "score": "no data but the file that it is given",
    "agreement": "no data but the file that it is given",
    "reliability": "no data but the file that it is given",
    "draw": f"what all organisations contribute, and says how many figures; {OPERATOR}",
    "plan": "no data but the file that it is given",
}
JOBS: dict[str, str] = {
    "make_file": "the portfolio of the document that it is given",
    "take_register": "the portfolio of the import that it is given",
    "keep_periods": TIME,
    "draw_figures": DRAWS,
    "send_mail": OUTBOX,
}
# What hands out everything of someone, and by which scope.
EXPORTS: dict[str, str] = {
    "data_protection.export_person": "account",
    "data_protection.export_organisation": "organisation",
    "data_protection.export_audit": "organisation",
    "own_list.export": "portfolio",
}

-- The first layout of the journal. It is never edited: a change is a layout of its own.
-- Times are milliseconds since 1970. What the journal's own code must never do is refused here a
-- second time, by constraints and triggers, so that a mistake in it can't reach the disk.

CREATE TABLE plan (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    region TEXT NOT NULL,
    instance_id TEXT NOT NULL,
    instance_arn TEXT NOT NULL,
    instance_name TEXT,
    caller TEXT NOT NULL,
    follows INTEGER REFERENCES batch (id) ON DELETE SET NULL,
    content TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    created_at INTEGER NOT NULL,
    confirmed_at INTEGER
) STRICT;
CREATE INDEX plan_follows ON plan (follows);

-- Each user as the plan showed it.
CREATE TABLE fingerprint (
    plan TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY (plan, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan TEXT NOT NULL UNIQUE REFERENCES plan (id),
    state TEXT NOT NULL CHECK (state IN ('running', 'stopping', 'paused', 'stopped', 'done')),
    -- Why it is paused, as a problem in JSON.
    why TEXT,
    began_at INTEGER NOT NULL,
    ended_at INTEGER,
    -- Items carry this, too, for a unique index can look at one table only.
    live INTEGER NOT NULL,
    UNIQUE (id, live),
    CHECK (live = (state IN ('running', 'stopping', 'paused'))),
    CHECK (live = (ended_at IS NULL)),
    CHECK ((why IS NOT NULL) = (state = 'paused'))
) STRICT;

-- Each time that somebody began a batch or went on with it.
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
    caller TEXT NOT NULL,
    began_at INTEGER NOT NULL
) STRICT;
CREATE INDEX run_of_batch ON run (batch);

CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    live INTEGER NOT NULL,
    position INTEGER NOT NULL,
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('user', 'quick connect', 'new user')),
    subject TEXT NOT NULL,
    name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'to do', 'in progress', 'done', 'failed', 'uncertain', 'held', 'stopped', 'left'
    )),
    -- Why it failed or was held, as a problem in JSON.
    problem TEXT,
    already_gone INTEGER NOT NULL DEFAULT 0,
    -- Whether its before-images are kept and still count.
    backed_up INTEGER NOT NULL DEFAULT 0,
    changed_at INTEGER,
    FOREIGN KEY (batch, live) REFERENCES batch (id, live) ON UPDATE CASCADE ON DELETE CASCADE,
    UNIQUE (batch, subject_kind, subject),
    CHECK (state <> 'to do' OR NOT backed_up)
) STRICT;
CREATE UNIQUE INDEX item_in_one_live_batch ON item (subject_kind, subject) WHERE live;
CREATE INDEX item_by_position ON item (batch, position);
CREATE INDEX item_by_state ON item (batch, state, position);
CREATE INDEX item_by_live ON item (batch, live);

CREATE TABLE before_image (
    id INTEGER PRIMARY KEY,
    item INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    taken_at INTEGER NOT NULL
) STRICT;
CREATE INDEX before_image_of_item ON before_image (item);

CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    item INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    arguments TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('to do', 'in progress', 'done', 'failed', 'uncertain')),
    returned TEXT,
    already_so INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX step_of_item ON step (item, position);
-- The steps of live batches are asked for by kind.
CREATE INDEX step_by_kind ON step (kind);

CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    operation TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    ended TEXT CHECK (ended IN ('answered', 'refused', 'unknown')),
    ended_at INTEGER,
    problem TEXT,
    request_id TEXT,
    settled TEXT CHECK (settled IN ('happened', 'did not happen')),
    settled_at INTEGER,
    UNIQUE (step, number),
    CHECK ((ended IS NULL) = (ended_at IS NULL)),
    CHECK ((settled IS NULL) = (settled_at IS NULL)),
    CHECK (settled IS NULL OR ended IS NULL OR ended = 'unknown')
) STRICT;
CREATE INDEX attempt_of_run ON attempt (run);
-- A step is not tried again while what became of its last attempt isn't known.
CREATE UNIQUE INDEX one_unsettled_attempt ON attempt (step)
    WHERE settled IS NULL AND (ended IS NULL OR ended = 'unknown');

-- Nothing is changed before it is known how it was.
CREATE TRIGGER no_attempt_without_before_image BEFORE INSERT ON attempt
WHEN NOT EXISTS (
    SELECT 1 FROM step
    JOIN item ON item.id = step.item
    JOIN before_image ON before_image.item = item.id
    WHERE step.id = NEW.step AND item.backed_up
)
BEGIN
    SELECT RAISE(ABORT, 'a change without a before-image');
END;

-- What a change was made from can't be rewritten; it goes with its item only.
CREATE TRIGGER before_image_stays BEFORE UPDATE ON before_image
BEGIN
    SELECT RAISE(ABORT, 'a before-image is never rewritten');
END;

-- A plan is confirmed once, and what was shown is what is carried out.
CREATE TRIGGER plan_stays BEFORE UPDATE OF
    id, kind, account, region, instance_id, instance_arn, caller, content, hash, created_at,
    confirmed_at
ON plan WHEN OLD.confirmed_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.content <> OLD.content
    OR NEW.hash <> OLD.hash
BEGIN
    SELECT RAISE(ABORT, 'a plan is confirmed once and never rewritten');
END;

/** Samples: hot rows while they are recent, then a blob for each series and hour; rollups; and the journal's records as JSON. */
export const FOUNDATION = `
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  labels TEXT NOT NULL,
  sealed INTEGER NOT NULL DEFAULT 0,
  last_at INTEGER,
  last_value REAL
) STRICT;

CREATE TABLE hot (
  series INTEGER NOT NULL,
  at INTEGER NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (series, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE chunk (
  series INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  n INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (series, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup (
  series INTEGER NOT NULL,
  step INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (series, step, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE alert (
  fingerprint TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE episode (
  id TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  number INTEGER NOT NULL,
  fired_at INTEGER NOT NULL,
  resolved_at INTEGER,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX episode_by_end ON episode (resolved_at);
CREATE INDEX episode_by_alert ON episode (fingerprint, fired_at);

CREATE TABLE timeline (
  episode TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (episode, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE suppression (
  id TEXT PRIMARY KEY,
  ended_at INTEGER,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX suppression_by_end ON suppression (ended_at);

CREATE TABLE delivery (
  id TEXT PRIMARY KEY,
  episode TEXT,
  decided_at INTEGER NOT NULL,
  waiting INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX delivery_by_episode ON delivery (episode, decided_at);
CREATE INDEX delivery_by_time ON delivery (waiting, decided_at);

CREATE TABLE segment (
  scope TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER,
  body TEXT NOT NULL,
  PRIMARY KEY (scope, from_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX segment_by_end ON segment (to_at);

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

-- 'head': the last audit entry written; 'anchor': the last one that retention deleted.
CREATE TABLE audit_link (
  place TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mark (
  name TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

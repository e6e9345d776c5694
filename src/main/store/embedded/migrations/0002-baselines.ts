/** Baselines, whole as JSON, and their own history: a row for each hour that one has learnt. */
export const BASELINES = `
CREATE TABLE baseline (
  id INTEGER PRIMARY KEY,
  series TEXT NOT NULL UNIQUE,
  saved_at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX baseline_by_time ON baseline (saved_at);

CREATE TABLE baseline_hour (
  baseline INTEGER NOT NULL,
  at INTEGER NOT NULL,
  n INTEGER NOT NULL,
  mean REAL NOT NULL,
  deviation REAL NOT NULL,
  PRIMARY KEY (baseline, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX baseline_hour_by_time ON baseline_hour (at);
`;

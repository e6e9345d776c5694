/** Samples as they were committed, one row a commit, until they are sorted into `hot`: that takes a page or more for each series. */
export const FRESH = `
CREATE TABLE fresh (
  id INTEGER PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;
`;

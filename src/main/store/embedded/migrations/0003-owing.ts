/** Marks episodes that have ended and of which something is still to be told: a start must find them, however old they are. */
export const OWING = `
ALTER TABLE episode ADD COLUMN owes INTEGER NOT NULL DEFAULT 0;
UPDATE episode SET owes = 1 WHERE resolved_at IS NOT NULL
  AND (json_array_length(body, '$.waiting') > 0 OR json_extract(body, '$.recoveryPlanned') = 0);
CREATE INDEX episode_owing ON episode (owes) WHERE owes = 1;
`;

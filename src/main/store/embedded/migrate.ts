import { FOUNDATION } from './migrations/0001-foundation.js';
import { BASELINES } from './migrations/0002-baselines.js';
import { OWING } from './migrations/0003-owing.js';
import { FRESH } from './migrations/0004-fresh.js';
import type { Sql } from './sql.js';

/** Each entry takes the tables from the version of its index to the next. Never changed once released; only added to. */
const MIGRATIONS: readonly string[] = [FOUNDATION, BASELINES, OWING, FRESH];

/** The version of the tables that this program reads and writes. */
export const TABLES_VERSION = MIGRATIONS.length;

/** Marks the file as Watchroom's own: `WtRm` in ASCII. */
export const APPLICATION_ID = 0x57_74_52_6d;

/** Brings the tables from `version` to today's, each step whole or not at all. */
export const migrate = (sql: Sql, version: number): void => {
  for (const [index, statements] of MIGRATIONS.entries()) {
    if (index < version) continue;
    sql.transact(() => {
      sql.exec(statements);
      sql.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${index + 1}`);
    });
  }
};

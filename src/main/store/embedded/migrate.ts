import { FOUNDATION } from './migrations/0001-foundation.js';
import { BASELINES } from './migrations/0002-baselines.js';
import { OWING } from './migrations/0003-owing.js';
import { FRESH } from './migrations/0004-fresh.js';
import { PAGING } from './migrations/0005-paging.js';
import type { Sql } from './sql.js';

/** What a file of ours holds, and how it came to be so. */
export interface Schema {
  /** Marks the file as Watchroom's own, and of which kind. */
  readonly application: number;
  /** Each entry takes the tables from the version of its index to the next. Never changed once released; only added to. */
  readonly migrations: readonly string[];
}

/** The store: `WtRm` in ASCII. */
export const STORE: Schema = { application: 0x57_74_52_6d, migrations: [FOUNDATION, BASELINES, OWING, FRESH, PAGING] };

/** Brings the tables from `version` to today's, each step whole or not at all. */
export const migrate = (sql: Sql, { application, migrations }: Schema, version: number): void => {
  for (const [index, statements] of migrations.entries()) {
    if (index < version) continue;
    sql.transact(() => {
      sql.exec(statements);
      sql.exec(`PRAGMA application_id = ${application}; PRAGMA user_version = ${index + 1}`);
    });
  }
};

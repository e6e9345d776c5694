import { DatabaseSync, type DatabaseSyncOptions } from '@photostructure/sqlite';

type Database = InstanceType<typeof DatabaseSync>;
type Statement = ReturnType<Database['prepare']>;

/** What can be bound to a statement. */
export type Bindable = string | number | null | Uint8Array;

/** A number for a REAL column. The binding takes a positive one below 2^-52 for a whole number, 0; as text it arrives as it is. */
export const exactly = (value: number): Bindable => (value > 0 && value < Number.EPSILON ? String(value) : value);

/** A connection with its statements prepared once. Rows are typed by whoever wrote the statement: only this program writes the tables. */
export interface Sql {
  exec(text: string): void;
  /** How many rows it changed. */
  run(text: string, ...values: readonly Bindable[]): number;
  row<Row>(text: string, ...values: readonly Bindable[]): Row | undefined;
  rows<Row>(text: string, ...values: readonly Bindable[]): readonly Row[];
  /** All or nothing: what throws within leaves no trace. */
  transact<Value>(work: () => Value): Value;
  /** All that is read within is of one moment, whatever another process writes meanwhile. */
  snapshot<Value>(work: () => Value): Value;
  close(): void;
}

export const connect = (file: string, options: DatabaseSyncOptions): Sql => {
  const database = new DatabaseSync(file, { timeout: 5_000, ...options });
  const statements = new Map<string, Statement>();
  const prepared = (text: string): Statement => {
    const statement = statements.get(text) ?? database.prepare(text);
    statements.set(text, statement);
    return statement;
  };
  return {
    exec: (text) => database.exec(text),
    run: (text, ...values) => prepared(text).run(...values).changes,
    row: <Row>(text: string, ...values: readonly Bindable[]) => prepared(text).get(...values) as Row | undefined,
    rows: <Row>(text: string, ...values: readonly Bindable[]) => prepared(text).all(...values) as readonly Row[],
    transact: (work) => transact(database, 'BEGIN IMMEDIATE', work),
    snapshot: (work) => transact(database, 'BEGIN', work),
    close: () => database.close(),
  };
};

const transact = <Value>(database: Database, begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => Value): Value => {
  database.exec(begin);
  try {
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    // A full disk or an I/O failure makes SQLite roll back by itself.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};

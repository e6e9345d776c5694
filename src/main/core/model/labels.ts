/** Identifying key-value pairs. Keys match `[a-zA-Z_][a-zA-Z0-9_]*`; order carries no meaning. */
export type Labels = Readonly<Record<string, string>>;

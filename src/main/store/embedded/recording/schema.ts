import type { Schema } from '../migrate.js';

/**
 * A frame a minute, in the order in which they were recorded: a wall clock that was set back does not upset what rests on what.
 * `base`: the frame that is whole and from which one comes here, going on frame by frame; its own id where it is whole itself.
 */
const FRAMES = `
CREATE TABLE frame (
  id INTEGER PRIMARY KEY,
  base INTEGER NOT NULL,
  at INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX frame_at ON frame (at, id);
CREATE INDEX frame_base ON frame (base, at);
`;

/** The recording: `WtRr` in ASCII. */
export const RECORDING: Schema = { application: 0x57_74_52_72, migrations: [FRAMES] };

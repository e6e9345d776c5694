import type { DeskProblem } from '../model/desk-problem.js';
import type { DeskRequest, Hearing } from '../model/team.js';
import type { ConsoleView } from '../model/view.js';
import type { Instant } from '../time/instant.js';
import type { Stop } from './clock.js';
import type { Store } from './journal.js';

/** What a desk says of itself. */
export interface OwnRow {
  readonly name: string;
  readonly host: string;
  readonly version: string;
  readonly role: 'leads' | 'follows';
  /** Since when it runs, by its own clock. */
  readonly since: Instant;
  readonly waiting: number;
}

/** A desk and how long ago it was heard of, in milliseconds by the store's clock. */
export interface SeenDesk extends OwnRow {
  readonly id: string;
  readonly age: number;
}

export interface Meeting {
  /** All that were heard of in the last days. */
  readonly desks: readonly SeenDesk[];
  /** Which desk has the lead now; null: nobody has. */
  readonly leader: string | null;
  /** How long ago the view was shown that all are given, in milliseconds by the store's clock; infinite where none ever was. */
  readonly viewAge: number;
}

export interface ShownView {
  readonly revision: number;
  readonly view: ConsoleView;
}

/** A request that this desk is to carry out. */
export interface DueRequest {
  readonly request: DeskRequest;
  /** An earlier leader took it up, and may have carried it out. */
  readonly wasTaken: boolean;
}

/** An act as it is kept on this machine. */
export interface KeptAct {
  readonly request: DeskRequest;
  /** This desk has carried it out itself, and what came of it waits on this machine, too. */
  readonly isDone: boolean;
}

/**
 * - `leads`: nobody else can have been given the lead. - `cut-off`: the store does not answer, and this desk was awake all the time.
 * - `in-doubt`: it does not answer, and this desk was not. - `deposed`: another leads.
 */
export type Standing = 'leads' | 'cut-off' | 'in-doubt' | 'deposed';

/** The store as the one desk that leads has it: it goes on while its server does not. */
export interface LeadStore extends Store {
  problems(): readonly DeskProblem[];
  /** Whether the lead is ours as far as this desk can tell at once, by how long ago it was given. */
  standing(): Standing;
  /** Whether the lead is ours as far as can be known: asks the server where that is in doubt. */
  confirm(): Promise<Standing>;
}

/** What keeps every desk from leading, and what somebody can do. */
export interface LeadWait {
  readonly text: string;
  readonly remedy: string;
}

export interface LeadTold {
  readonly changed: () => void;
  /** Once, if another takes the lead. */
  readonly deposed: () => void;
  /** That the lead is not given to anybody: the store is only partly filled or restored. */
  readonly waits?: (wait: LeadWait) => void;
}

/** What was written where desks meet: a view, a request, the answer to one. `anything`: what it was is not known. */
export type TeamChange =
  | { readonly kind: 'shown' | 'asked' | 'anything' }
  | { readonly kind: 'answered'; readonly request: string };

/** Changes as the store itself tells of them, where it can. Whoever listens asks now and then all the same, and often while it does not. */
export interface TeamNews {
  listen(listener: (change: TeamChange) => void): Stop;
  hearing(): Hearing;
}

/** The shared store as the place in which desks meet. What cannot be had rejects, and may be asked again. */
export interface Team {
  /** Names this desk, for as long as its data folder is there. */
  readonly desk: string;
  readonly news: TeamNews;
  /** Takes the lead; null where another has it, or where the store is not whole. */
  lead(told: LeadTold): Promise<LeadStore | null>;
  /** The store for reading, beside the one that leads. */
  follow(): Promise<Store>;
  /** Says that this desk is there, and answers who else is. */
  meet(own: OwnRow): Promise<Meeting>;
  /** Of the desk that leads: what the others are to show. */
  show(shown: ShownView): Promise<void>;
  /** What the desk that leads shows; null where it is what `known` is already, or nothing yet. */
  shown(known: number | null): Promise<ShownView | null>;
  /** Asks; asked again with the same id, once. */
  ask(request: DeskRequest): Promise<void>;
  /** What was answered as JSON; null while nothing was. */
  answerTo(id: string): Promise<string | null>;
  withdraw(id: string): Promise<void>;
  /** Of the desk that leads: the next request to be carried out, which nobody else gets any more; null where there is none. */
  nextDue(): Promise<DueRequest | null>;
  answer(id: string, answer: string): Promise<void>;
  /** Acts on this machine, oldest first. They outlive the desk. */
  readonly acts: {
    keep(act: KeptAct): void;
    all(): readonly KeptAct[];
    drop(id: string): void;
  };
  /** Puts aside what was committed here while another led, so that it is laid over nothing; answers how many commits. */
  putAside(): Promise<number>;
  stop(): Promise<void>;
}

/** All that core needs to know of the platform's own AbortSignal; merges with it where the platform's types are present. */
interface AbortSignal {
  readonly aborted: boolean;
}

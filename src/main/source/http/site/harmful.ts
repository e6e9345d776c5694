/** What must not be asked for by a look, whoever names it: its name says that it changes something. */
export const isHarmful = ({ pathname, search }: URL): boolean => HARMFUL.test(`${pathname}${search}`);

const HARMFUL = /log-?out|sign-?out|delete|remove|unsubscribe/i;

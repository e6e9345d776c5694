import { type FormEvent, useRef, useState } from 'react';

export interface Sending<Errors> {
  /** What to show beside the fields. */
  readonly errors: Partial<Errors>;
  readonly isSending: boolean;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

/**
 * How a form is sent: with errors it is not, but shows them and leads to the first; else once, however often one presses.
 * A field that was left alone so far is not complained about before one tries to send.
 */
export const useSending = <Errors extends object>(
  errors: Errors,
  isTouched: (field: keyof Errors) => boolean,
  send: () => Promise<void>,
): Sending<Errors> => {
  const [isTried, setTried] = useState(false);
  const [isSending, setSending] = useState(false);
  const busy = useRef(false);
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    if (Object.keys(errors).length > 0) {
      setTried(true);
      // The errors are on the screen after the next drawing.
      requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true], [data-invalid]')?.focus());
      return;
    }
    if (busy.current) return;
    busy.current = true;
    setSending(true);
    void send().finally(() => {
      busy.current = false;
      setSending(false);
    });
  };
  return { errors: isTried ? errors : only(errors, isTouched), isSending, onSubmit };
};

const only = <Errors extends object>(errors: Errors, isWanted: (field: keyof Errors) => boolean): Partial<Errors> =>
  Object.fromEntries(Object.entries(errors).filter(([field]) => isWanted(field as keyof Errors))) as Partial<Errors>;

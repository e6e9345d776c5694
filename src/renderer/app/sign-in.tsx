import { type FormEvent, useState } from 'react';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';

/** Shown to a browser without a session. The code in the address that the start printed makes one. */
export const SignIn = () => {
  const [code, setCode] = useState('');
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (code.trim() !== '') window.location.assign(`/sign-in?code=${encodeURIComponent(code.trim())}`);
  };
  return (
    <main className="flex h-full items-center justify-center p-6">
      <form onSubmit={onSubmit} className="flex w-full max-w-sm flex-col gap-4">
        <div>
          <h1 className="text-title font-semibold">Sign in to Watchroom</h1>
          <p className="pt-1 text-soft">
            Starting Watchroom printed an address with a one-time code. Open that address, or enter the code here. A code works
            once; starting again, or <code className="font-mono">watchroom token</code>, gives a new one.
          </p>
        </div>
        <TextField
          label="One-time code"
          value={code}
          onChange={(event) => setCode(event.target.value)}
          autoComplete="one-time-code"
          autoFocus
          spellCheck={false}
          className="font-mono"
        />
        <Button type="submit" acts={null} look="primary" disabled={code.trim() === ''}>
          Sign in
        </Button>
      </form>
    </main>
  );
};

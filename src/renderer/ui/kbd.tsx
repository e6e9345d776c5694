/** Keys as they are pressed, one box each: `g a`. */
export const Kbd = ({ keys }: { keys: string }) => (
  <span aria-hidden="true" className="inline-flex gap-0.5">
    {keys.split(/ +/).map((key) => (
      <kbd
        key={key}
        className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-current/30 px-1 font-sans text-small"
      >
        {key}
      </kbd>
    ))}
  </span>
);

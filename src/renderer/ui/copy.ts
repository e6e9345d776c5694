/** Puts a text on the clipboard; false where neither way works. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The desktop app gives no permissions at all; an edit command that follows a key needs none.
    return copyByCommand(text);
  }
};

const copyByCommand = (text: string): boolean => {
  const box = document.createElement('textarea');
  box.value = text;
  box.setAttribute('aria-hidden', 'true');
  box.className = 'fixed opacity-0';
  const before = document.activeElement;
  document.body.append(box);
  box.select();
  const isDone = document.execCommand('copy');
  box.remove();
  if (before instanceof HTMLElement) before.focus();
  return isDone;
};

/**
 * The Linux desktops' autostart entry.
 * @see https://specifications.freedesktop.org/autostart-spec/latest/
 */
export const autostartEntry = (command: readonly string[]): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Watchroom',
    'Comment=Watches your site and tells you when it breaks',
    `Exec=${command.map(quote).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');

/** Exec's own quoting: reserved characters need quotes, four of them a backslash, and a percent sign is doubled. */
const quote = (part: string): string => {
  const doubled = part.replaceAll('%', '%%');
  if (!/[\s"'\\><~|&;$*?#()`]/.test(doubled)) return doubled;
  const inner = doubled.replace(/["`$\\]/g, (character) => `\\${character}`);
  // The value as a whole is unescaped once more when the file is read.
  return `"${inner.replaceAll('\\', '\\\\')}"`;
};

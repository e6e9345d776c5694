import { describe, expect, it } from 'vitest';
import { exited, inItsWords, lacksSandbox, unstarted, whyNotUp } from './end.js';

const BUS = '[3999:4059:1127/222849.613220:ERROR:dbus/bus.cc:405] Failed to connect to the bus: Could not parse server address';

/** What Chromium wrote when its folder for temporary files was too deep: the reason, then what comes of it. */
const TOO_DEEP = `/usr/bin/chromium: 9: [: 25276329984: unexpected operator
${BUS}
[4914:4914:1127/222909.275944:FATAL:chrome/browser/process_singleton_posix.cc:315] Socket path too long: /tmp/deep/SingletonSocket.
#0 0x55d0c8d6b1d2 base::debug::CollectStackTrace()
  r8: 0000000000000000  r9: 00007ffd2a3c1a20
[1127/222909.354272:ERROR:third_party/crashpad/crashpad/util/file/file_io_posix.cc:145] open /sys/devices/system/cpu: No such file or directory (2)
[4940:4940:0100/000000.590712:ERROR:content/zygote/zygote_linux.cc:662] write: Broken pipe (32)
`;

const AS_ROOT =
  '[3951:3951:1127/222848.322737:ERROR:content/browser/zygote_host/zygote_host_impl_linux.cc:103] Running as root without --no-sandbox is not supported. See https://crbug.com/638180.\n';

const NO_USABLE =
  '[71:71:0806/183011.254:FATAL:content/browser/zygote_host/zygote_host_impl_linux.cc:127] No usable sandbox! If you are running on Ubuntu 23.10+ …\n';

const why = (said: string): string => whyNotUp('/opt/chrome', exited(1, null, said), 'sources.page.allowUnsandboxed');

describe('why a browser did not come up', () => {
  it('is what it said of it, not what it says wherever it runs, and what to do', () => {
    expect(why(TOO_DEEP)).toBe(
      'The browser /opt/chrome ended by itself (code 1): “Socket path too long: /tmp/deep/SingletonSocket.”. Let TMPDIR name a folder with a shorter path, such as /tmp.',
    );
  });

  it('does not take a sandbox that works for one that is missing', () => {
    const said = `[41:41:1127/222848.100000:WARNING:sandbox/policy/linux/sandbox_linux.cc:405] InitializeSandbox() called with multiple threads in process gpu-process.
[41:41:1127/222848.200000:FATAL:base/files/file_util.cc:12] No space left on device (28)`;
    expect(lacksSandbox(exited(1, null, said))).toBe(false);
    expect(why(said)).toMatch(/Make room on the disk/);
  });

  it.each([AS_ROOT, NO_USABLE])('names the setting where it has no sandbox: %s', (said) => {
    expect(lacksSandbox(exited(1, null, `${said}${BUS}\n`))).toBe(true);
    expect(why(said)).toMatch(
      /“(Running as root|No usable sandbox).*does not let it build its sandbox, so no page is loaded\. Allow user namespaces, or set sources\.page\.allowUnsandboxed where only pages of your own are loaded\.$/,
    );
  });

  it.each([
    [
      '/opt/chrome: error while loading shared libraries: libnss3.so: cannot open shared object file',
      /libnss3\.so.*Install the libraries/,
    ],
    [
      '[1:1:1127/222849.1:ERROR:base/x.cc:1] Creating shared memory in /dev/shm/.org failed: No space left on device (28)',
      /Make room on the disk/,
    ],
    ['mkdir: cannot create directory: Read-only file system', /Let this account write into/],
  ])('%s', (said, expected) => {
    expect(why(said)).toMatch(expected);
  });

  it('is how to find out more where it said nothing', () => {
    for (const said of ['', '\n', BUS, 'DevTools listening on ws://127.0.0.1:9222/devtools/browser/a-secret-name\n']) {
      expect(why(said)).toBe(
        'The browser /opt/chrome ended by itself (code 1). See what it says when this account starts it by hand: /opt/chrome --headless=new --dump-dom about:blank',
      );
    }
    const error = Object.assign(new Error('spawn /opt/chrome EACCES'), { code: 'EACCES' });
    expect(whyNotUp('/opt/chrome', unstarted(error), 'x')).toMatch(
      /^The browser \/opt\/chrome cannot be started \(EACCES\)\. See/,
    );
  });

  it('holds no password and no query, and is short', () => {
    const said = 'Proxy http://ana:hunter2@proxy.example.org:3128/ refused https://www.example.org/reset?token=abc#x';
    expect(inItsWords(exited(null, 'SIGTRAP', said))).toBe(
      'ended by itself (SIGTRAP): “Proxy http://…@proxy.example.org:3128/ refused https://www.example.org/reset”',
    );
    expect(inItsWords(exited(1, null, 'x'.repeat(5_000)))).toHaveLength('ended by itself (code 1): “”'.length + 300);
  });
});

// Fails a run in which a test left a timer, a socket or a server behind: whatever starts returns its stop.
export default class FailOnLeaks {
  onInit(vitest) {
    this.vitest = vitest;
  }

  onTestRunEnd() {
    if (this.vitest.state.leakSet.size > 0) process.exitCode = 1;
  }
}

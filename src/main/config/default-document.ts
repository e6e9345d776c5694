/** What a desk starts with before anything was saved: nothing to watch but this machine, ready to be filled in. */
export const DEFAULT_DOCUMENT = `# Watchroom's configuration. Every key is described in docs/configuration.md.
version: 1

# The built-in rules and limits; "none" starts without them.
profile: royal-client

# What to watch. For example:
#   - id: home
#     url: https://www.example.org/
#     every: 60s
targets: []
`;

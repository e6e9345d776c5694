/** The IPC channels. Nothing else crosses between the renderer and main. */
export const CALL_CHANNEL = 'watchroom:call';
export const PUSH_CHANNEL = 'watchroom:push';

/** The global that the preload script gives to the console's page. */
export const BRIDGE = 'watchroom';

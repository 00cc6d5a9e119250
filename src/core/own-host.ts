/** Whether a URL leads to this machine, by the way it is written: the parser has made `127.1` and `[0::1]` the usual forms. */
export const isOwnHost = ({ hostname }: URL): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);

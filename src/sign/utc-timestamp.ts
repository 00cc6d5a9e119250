/** Unix seconds as `YYYY-MM-DDThh:mm:ssZ`. Alibaba Cloud refuses milliseconds and local time. */
export const utcTimestamp = (timestamp: number): string => `${new Date(timestamp * 1000).toISOString().slice(0, 19)}Z`;

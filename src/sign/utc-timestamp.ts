/** `YYYY-MM-DDThh:mm:ssZ` of Unix seconds: Alibaba Cloud refuses milliseconds and local time alike. */
export const utcTimestamp = (timestamp: number): string => `${new Date(timestamp * 1000).toISOString().slice(0, 19)}Z`;

/** jstat has no types. This file declares what exact.ts uses. */
declare module 'jstat' {
  const jstat: {
    beta: { inv(p: number, alpha: number, beta: number): number };
    normal: { inv(p: number, mean: number, std: number): number };
  };
  export default jstat;
}

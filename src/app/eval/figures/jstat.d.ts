/** jstat ships no types. What is declared here is what exact.ts uses. */
declare module 'jstat' {
  const jstat: {
    beta: { inv(p: number, alpha: number, beta: number): number };
    normal: { inv(p: number, mean: number, std: number): number };
  };
  export default jstat;
}

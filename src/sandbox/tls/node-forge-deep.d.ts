/** What the certificates need of node-forge 1.4. Its only typed entry loads all of it. */
declare module 'node-forge/lib/x509.js' {
  import { pki } from 'node-forge';

  export default pki;
}

declare module 'node-forge/lib/asn1.js' {
  import { asn1 } from 'node-forge';

  export default asn1;
}

declare module 'node-forge/lib/sha256.js' {
  import { md } from 'node-forge';

  const sha256: typeof md.sha256;
  export default sha256;
}

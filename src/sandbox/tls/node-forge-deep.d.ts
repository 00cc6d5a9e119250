/** The parts of node-forge 1.4 that the certificates need. The only entry with types loads the complete library. */
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

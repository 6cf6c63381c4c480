import { defineConfig } from "orval";

export default defineConfig({
  dovvybuddy: {
    input: "../../spec/openapi.yaml",
    output: {
      client: "fetch",
      mode: "single",
      headers: true,
      target: "generated/orval/index.ts",
    },
  },
});

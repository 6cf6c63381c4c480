import { defineConfig } from "@hey-api/openapi-ts";

export default defineConfig({
  input: "../../spec/openapi.yaml",
  output: "generated/hey-api",
  plugins: ["@hey-api/client-fetch", "@hey-api/sdk", "@hey-api/typescript"],
});

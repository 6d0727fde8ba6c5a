# Evaluates a flake with a substitute for nixpkgs, which returns the arguments of the package instead of building it.
{ flake }:
let
  lib = {
    genAttrs = names: f: builtins.listToAttrs (map (name: { inherit name; value = f name; }) names);
    importTOML = file: builtins.fromTOML (builtins.readFile file);
    cleanSource = path: path;
    optionalString = condition: text: if condition then text else "";
    licenses.asl20 = "Apache-2.0";
  };
  available = {
    inherit lib;
    stdenv.buildPlatform.canExecute = _: true;
    stdenv.hostPlatform = { };
    # As text, or they would be copied into the store.
    rustPlatform.buildRustPackage =
      attributes:
      attributes
      // {
        src = toString attributes.src;
        cargoLock.lockFile = toString attributes.cargoLock.lockFile;
      };
    installShellFiles = "installShellFiles";
  };
  nixpkgs = {
    inherit lib;
    legacyPackages = lib.genAttrs [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ] (_: {
      callPackage =
        file: extra:
        let
          package = import file;
        in
        package (builtins.intersectAttrs (builtins.functionArgs package) available // extra);
    });
  };
  self = (import flake).outputs { inherit self nixpkgs; };
in self

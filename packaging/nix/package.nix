{
  lib,
  stdenv,
  rustPlatform,
  installShellFiles,
}:

let
  manifest = lib.importTOML ../../Cargo.toml;
in
rustPlatform.buildRustPackage {
  pname = manifest.package.name;
  version = manifest.workspace.package.version;

  src = lib.cleanSource ../..;
  cargoLock.lockFile = ../../Cargo.lock;

  nativeBuildInputs = [ installShellFiles ];

  # Without the features that only the tests need.
  cargoBuildFlags = [
    "--package"
    manifest.package.name
  ];

  # The other tests need git, terminals and full disks, which the sandbox does not have.
  cargoTestFlags = [ "--lib" ];

  # Another platform's program cannot be asked for its completions.
  postInstall = lib.optionalString (stdenv.buildPlatform.canExecute stdenv.hostPlatform) ''
    installShellCompletion --cmd registry-maturity \
      --bash <($out/bin/registry-maturity completions bash) \
      --fish <($out/bin/registry-maturity completions fish) \
      --zsh <($out/bin/registry-maturity completions zsh)
    $out/bin/registry-maturity man --output pages
    installManPage pages/*.1
  '';

  doInstallCheck = stdenv.buildPlatform.canExecute stdenv.hostPlatform;
  installCheckPhase = ''
    $out/bin/registry-maturity score examples/in-house.yaml
  '';

  meta = {
    description = manifest.package.description;
    license = lib.licenses.asl20;
    mainProgram = "registry-maturity";
  };
}

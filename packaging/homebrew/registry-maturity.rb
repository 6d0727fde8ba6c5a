class RegistryMaturity < Formula
  desc "Know, show and improve the security maturity of a package registry"
  homepage "https://github.com/@REPOSITORY@"
  version "@VERSION@"
  license "Apache-2.0"

  head do
    url "https://github.com/@REPOSITORY@.git", branch: "main"
    depends_on "rust" => :build
  end

  on_macos do
    on_arm do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/registry-maturity-@VERSION@-aarch64-apple-darwin.tar.gz"
      sha256 "@SHA256:aarch64-apple-darwin@"
    end

    on_intel do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/registry-maturity-@VERSION@-x86_64-apple-darwin.tar.gz"
      sha256 "@SHA256:x86_64-apple-darwin@"
    end
  end

  on_linux do
    on_arm do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/registry-maturity-@VERSION@-aarch64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256:aarch64-unknown-linux-musl@"
    end

    on_intel do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/registry-maturity-@VERSION@-x86_64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256:x86_64-unknown-linux-musl@"
    end
  end

  def install
    if build.head?
      system "cargo", "install", *std_cargo_args
    else
      bin.install "registry-maturity"
    end
    system bin/"registry-maturity", "man", "--output", "pages"
    man1.install Dir["pages/*.1"]
    generate_completions_from_executable(bin/"registry-maturity", "completions")
  end

  test do
    system bin/"registry-maturity", "init"
    assert_match "Authentication", shell_output("#{bin}/registry-maturity score")
  end
end

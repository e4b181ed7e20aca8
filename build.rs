//! The default theme is part of the binary: when one of its files changes, the binary is built again.

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
}

package io.vitrine.formats.pickle;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Classes and functions that no file of weights needs and that run code, reach files, processes or
 * networks where Python loads the pickle. Nothing of ours would call them; a file that names one is
 * refused because it is an attack on whoever loads it with Python.
 */
final class ForbiddenGlobals {
  /** Modules with all that is in and below them. */
  private static final Set<String> MODULES =
      Set.of(
          "os",
          "posix",
          "nt",
          "posixpath",
          "ntpath",
          "sys",
          "subprocess",
          "_posixsubprocess",
          "commands",
          "popen2",
          "pty",
          "shutil",
          "socket",
          "socketserver",
          "ssl",
          "http",
          "httplib",
          "urllib",
          "urllib2",
          "requests",
          "aiohttp",
          "ftplib",
          "smtplib",
          "telnetlib",
          "xmlrpc",
          "webbrowser",
          "runpy",
          "importlib",
          "_frozen_importlib",
          "imp",
          "pkgutil",
          "pip",
          "ensurepip",
          "venv",
          "code",
          "codeop",
          "bdb",
          "pdb",
          "timeit",
          "trace",
          "cProfile",
          "profile",
          "doctest",
          "ctypes",
          "_ctypes",
          "multiprocessing",
          "asyncio",
          "signal",
          "pickle",
          "_pickle",
          "cPickle",
          "marshal",
          "shelve",
          "dill",
          "tempfile",
          "fileinput",
          "linecache",
          "gc",
          "inspect",
          "idlelib",
          "lib2to3",
          "distutils",
          "pydoc",
          "torch.hub",
          "torch.utils.cpp_extension",
          "torch.utils.bottleneck",
          "torch.utils.model_zoo",
          "torch.distributed.rpc",
          "torch._inductor",
          "torch.fx.graph_module",
          "numpy.testing",
          "numpy.f2py",
          "numpy.distutils");

  /** Single functions by module. */
  private static final Set<String> NAMES =
      Set.of(
          "types.CodeType",
          "types.FunctionType",
          "types.LambdaType",
          "operator.attrgetter",
          "operator.methodcaller",
          "_operator.attrgetter",
          "_operator.methodcaller",
          "io.open",
          "io.open_code",
          "io.FileIO",
          "_io.open",
          "_io.open_code",
          "_io.FileIO",
          "codecs.open",
          "numpy.load",
          "numpy.fromfile",
          "torch.load",
          "torch.serialization.load",
          "torch.jit.load",
          "torch.jit._serialization.load",
          "torch.package.PackageImporter",
          "joblib.load");

  /** Functions of Python's own. */
  private static final Set<String> BUILTINS =
      Set.of(
          "eval",
          "exec",
          "execfile",
          "compile",
          "__import__",
          "open",
          "file",
          "input",
          "raw_input",
          "breakpoint",
          "apply",
          "globals",
          "locals",
          "vars",
          "setattr",
          "delattr",
          "reload",
          "help");

  private static final Set<String> BUILTIN_MODULES =
      Set.of("builtins", "__builtin__", "__builtins__");

  private static final List<String> GETATTR = List.of("builtins.getattr", "__builtin__.getattr");

  private ForbiddenGlobals() {}

  /** What is wrong with naming a class or function, empty where nothing is. */
  static Optional<String> objection(PickleValue.Global global) {
    return isForbidden(global.module(), global.name())
        ? Optional.of(
            "the pickle names "
                + global.path()
                + ", which runs code or reaches the system where Python loads it. Nothing of it"
                + " was run. The file is refused; do not load it with Python either")
        : Optional.empty();
  }

  /**
   * What is wrong with calling a function, empty where nothing is. {@code getattr} is harmless on
   * an object of the pickle, whose bound methods are written so, and a way to any function on a
   * class or module.
   */
  static Optional<String> objection(PickleValue.Global global, List<PickleValue> arguments) {
    boolean onObject = !arguments.isEmpty() && arguments.get(0) instanceof PickledObject;
    return GETATTR.contains(global.path()) && !onObject
        ? Optional.of(
            "the pickle calls "
                + global.path()
                + " on something other than an object of its own, as attacks do; the file is"
                + " refused")
        : Optional.empty();
  }

  private static boolean isForbidden(String module, String name) {
    boolean ofForbiddenModule = isInForbiddenModule(module) || NAMES.contains(module + "." + name);
    return ofForbiddenModule
        || (BUILTIN_MODULES.contains(module) && BUILTINS.contains(name))
        || (name.indexOf('.') >= 0 && leadsOut(name));
  }

  private static boolean isInForbiddenModule(String module) {
    for (int end = module.length(); end > 0; end = module.lastIndexOf('.', end - 1)) {
      if (MODULES.contains(module.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name of several parts, as protocol 4 allows, goes through a forbidden one. */
  private static boolean leadsOut(String name) {
    for (String part : name.split("\\.", -1)) {
      if (MODULES.contains(part) || BUILTINS.contains(part) || BUILTIN_MODULES.contains(part)) {
        return true;
      }
    }
    return false;
  }
}

"""Runs a network forward with ONNX Runtime, a number of times at each order, for bench/run.

Usage: python forward.py NETWORK.onnx BATCH THREADS

Says "ready" and what it is. Then for each line with a number of runs, does them and answers with the seconds.
Images are (BATCH, 3, 224, 224) in 32-bit floats.
"""
import sys
import time

import numpy
import onnxruntime


def main():
    file, batch, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    images = numpy.random.default_rng(0).standard_normal((batch, 3, 224, 224), dtype=numpy.float32)
    given = {session.get_inputs()[0].name: images}
    print(f"ready ONNX Runtime {onnxruntime.__version__}, {threads} threads", flush=True)
    for order in sys.stdin:
        start = time.perf_counter()
        for _ in range(int(order)):
            session.run(None, given)
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()

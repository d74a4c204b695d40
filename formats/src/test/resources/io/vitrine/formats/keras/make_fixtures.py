"""Makes the Keras files beside this script, and expected.txt with what the models compute.

Keras 3.15 with TensorFlow 2.21: python make_fixtures.py [NAME...]. Named models are
made anew, the others' lines of expected.txt stay. The model "causal" was made with PyTorch 2.13 in TensorFlow's place
(KERAS_BACKEND=torch, gradients off).

Inputs are not stored: number i of an input of floats is sin(0.37 i + 0.5), of an input of whole numbers (7 i + 3) mod 10.
The files keras2_*.h5 are the same models in the words of Keras 2 (its configuration and its names of variables).
"""

import json
import os
import sys
import zipfile

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import h5py
import keras
import numpy as np
from keras import layers as L

HERE = os.path.dirname(os.path.abspath(__file__))


def cnn():
    return keras.Sequential([
        keras.Input((8, 8, 3)),
        L.Rescaling(0.5, offset=-0.1),
        L.Conv2D(4, 3, strides=2, padding="same", activation="relu"),
        L.BatchNormalization(),
        L.MaxPooling2D(3, strides=2, padding="same"),
        L.DepthwiseConv2D(3, depth_multiplier=2, padding="same"),
        L.SeparableConv2D(6, (2, 3), padding="same", activation="tanh"),
        L.Dropout(0.3),
        L.Flatten(),
        L.Dense(3, activation="softmax"),
    ])


def branches():
    x = keras.Input((7, 9, 2), name="image")
    a = L.Conv2D(4, 3, padding="same", use_bias=False, name="a")(x)
    a = L.BatchNormalization(scale=False, center=False)(a)
    b = L.ZeroPadding2D(((1, 0), (2, 1)))(x)
    b = L.Conv2D(4, (2, 4), groups=2, name="b")(b)
    s = L.Add()([a, b])
    e = L.GlobalAveragePooling2D(keepdims=True)(s)
    e = L.Conv2D(4, 1, activation="sigmoid")(e)
    s = L.Multiply()([s, e])
    u = L.UpSampling2D(2)(s)
    u = L.Cropping2D(((3, 4), (4, 5)))(u)
    c = L.Concatenate()([s, u, x])
    p = L.AveragePooling2D(2, padding="same")(c)
    t = L.Conv2DTranspose(3, 3, strides=2, padding="same")(p)
    v = L.Conv2DTranspose(3, 2, strides=3)(p)
    v = L.Conv2DTranspose(3, (4, 3), strides=2, padding="valid", dilation_rate=1)(v)
    m = L.Average()([L.GlobalMaxPooling2D()(t), L.GlobalAveragePooling2D()(v)])
    return keras.Model(x, [L.Dense(3)(m), t])


def conv1d():
    return keras.Sequential([
        keras.Input((12, 3)),
        L.Conv1D(4, 3, padding="causal", dilation_rate=2),
        L.BatchNormalization(),
        L.LeakyReLU(),
        L.MaxPooling1D(2),
        L.SeparableConv1D(5, 3, padding="same"),
        L.Conv1DTranspose(4, 4, strides=2, padding="same"),
        L.ZeroPadding1D(2),
        L.Cropping1D((1, 0)),
        L.UpSampling1D(2),
        L.SpatialDropout1D(0.2),
        L.GlobalAveragePooling1D(),
        L.Dense(2),
    ])


def conv3d():
    return keras.Sequential([
        keras.Input((4, 4, 5, 2)),
        L.Conv3D(3, 2, padding="same"),
        L.MaxPooling3D(2, padding="same"),
        L.Conv3DTranspose(2, 2, strides=2),
        L.AveragePooling3D(2),
        L.Flatten(),
        L.Dense(2),
    ])


def recurrent():
    x = keras.Input((6,), dtype="int32")
    y = L.Embedding(10, 4)(x)
    y = L.Bidirectional(L.LSTM(3, return_sequences=True))(y)
    y = L.TimeDistributed(L.Dense(5, activation="relu"))(y)
    y = L.GRU(4, return_sequences=True)(y)
    y = L.LSTM(3, go_backwards=True, return_sequences=True, recurrent_activation="hard_sigmoid")(y)
    y = L.SimpleRNN(4, return_sequences=True)(y)
    y = L.GRU(3, reset_after=False, go_backwards=True)(y)
    return keras.Model(x, L.Dense(2)(y))


def states():
    x = keras.Input((5, 3))
    y = L.Bidirectional(L.GRU(3), merge_mode="sum")(x)
    z, h, c = L.LSTM(3, return_state=True)(x)
    t = L.TimeDistributed(L.LayerNormalization())(x)
    w = L.TimeDistributed(L.Reshape((3, 1)))(t)
    w = L.TimeDistributed(L.Conv1D(2, 2))(w)
    w = L.TimeDistributed(L.Flatten())(w)
    w = L.Bidirectional(L.SimpleRNN(3), merge_mode="ave")(w)
    return keras.Model(x, L.Add()([y, z, h, c, w]))


def attention():
    x = keras.Input((6, 4))
    y = L.MultiHeadAttention(2, 3)(x, x)
    y = L.LayerNormalization()(L.Add()([x, y]))
    z = L.Permute((2, 1))(L.Dense(5, activation="gelu")(y))
    z = L.Reshape((6, -1))(z)
    z = L.MultiHeadAttention(2, 2, value_dim=3)(y, z)
    r = L.RepeatVector(6)(L.GlobalMaxPooling1D()(z))
    return keras.Model(x, L.Subtract()([z, r]))


def causal():
    x = keras.Input((6, 4))
    y = L.MultiHeadAttention(2, 3)(x, x, use_causal_mask=True)
    y = L.Attention()([y, y], use_causal_mask=True)
    z = L.Permute((2, 1))(L.Dense(8)(L.Permute((2, 1))(y)))
    return keras.Model(x, L.MultiHeadAttention(2, 2)(y, z, use_causal_mask=True))


def activations():
    x = keras.Input((4,))
    names = ["relu", "sigmoid", "tanh", "softplus", "softsign", "exponential", "selu", "elu", "softmax", "log_softmax",
             "relu6", "leaky_relu", "silu", "mish", "gelu", "hard_sigmoid", "hard_silu", "linear"]
    made = [L.Activation(name)(x) for name in names]
    made += [L.PReLU()(x), L.ELU(0.7)(x), L.LeakyReLU(negative_slope=0.1)(x), L.ReLU(max_value=0.5)(x), L.Softmax()(x)]
    made += [L.Maximum()(made[:3]), L.Minimum()(made[:3])]
    return keras.Model(x, L.Concatenate()(made))


def nested():
    inner = keras.Sequential([keras.Input((6, 6, 2)), L.Conv2D(2, 3, padding="same"), L.PReLU(shared_axes=(1, 2))],
                             name="inner")
    x = keras.Input((6, 6, 2))
    shared = L.Conv2D(2, 1, name="shared")
    y = inner(shared(x))
    y = inner(shared(y))
    head_in = keras.Input((72,))
    head = keras.Model(head_in, L.Dense(3)(L.Dense(4, activation=L.LeakyReLU(0.2))(head_in)), name="head")
    return keras.Model(x, head(L.Flatten()(y)))


def scaled():
    norm = L.Normalization()
    norm.adapt(np.arange(12, dtype="float32").reshape(4, 3) ** 1.5)
    return keras.Sequential([keras.Input((3,)), norm, L.GaussianNoise(0.1), L.Dense(4, use_bias=False), L.Dense(2)])


def masked():
    x = keras.Input((6,), dtype="int32")
    e = L.Embedding(10, 4, mask_zero=True)(x)
    last = L.LSTM(3)(e)
    both = L.Bidirectional(L.GRU(2, return_sequences=True))(e)
    back = L.SimpleRNN(3, go_backwards=True)(L.Dropout(0.2)(both))
    mean = L.GlobalAveragePooling1D()(L.Add()([e, L.Dense(4)(e)]))
    looked = L.GlobalAveragePooling1D()(L.MultiHeadAttention(2, 2)(e, e))
    plain = L.Attention(use_scale=True)([e, e])
    steps = L.LSTM(2, return_sequences=True)(e)
    zeros = L.GRU(2, return_sequences=True, zero_output_for_mask=True, use_bias=False)(L.Masking(0.5)(e))
    return keras.Model(x, [L.Dense(3)(L.Concatenate()([last, back, mean, looked])), steps, zeros, plain])


def aside():
    x = keras.Input((6, 4))
    image = keras.Input((5, 5, 4))
    d = L.Dot(axes=(2, 2))([x, L.Dense(4)(x)])
    c = L.Dot(axes=1, normalize=True)([L.GlobalMaxPooling1D()(x), L.GlobalAveragePooling1D()(x)])
    g = L.GroupNormalization(2)(x)
    i = L.GroupNormalization(2)(L.Conv2D(4, 2)(L.RandomFlip()(image)))
    u = L.UnitNormalization()(L.RMSNormalization()(i))
    return keras.Model([x, image], [d, c, g, u])


def frames():
    x = keras.Input((4, 5, 6, 2))
    y = L.ConvLSTM2D(3, (3, 2), padding="same", strides=(2, 1), return_sequences=True)(x)
    y = L.ConvLSTM2D(2, 2, go_backwards=True, recurrent_activation="hard_sigmoid", use_bias=False)(y)
    z = L.TimeDistributed(L.Flatten())(x)
    z = L.Reshape((4, 30, 2))(z)
    z = L.ConvLSTM1D(2, 3, padding="same", return_sequences=True, go_backwards=True)(z)
    return keras.Model(x, [L.Flatten()(y), L.Flatten()(z)])


def cells():
    x = keras.Input((5, 3))
    words = keras.Input((6,), dtype="int32")
    stack = L.StackedRNNCells([L.LSTMCell(3), L.GRUCell(4), L.LSTMCell(2, use_bias=False)])
    y = L.RNN(stack, return_sequences=True)(x)
    both = L.RNN([L.SimpleRNNCell(3, activation="relu"), L.LSTMCell(2)], return_state=True)(x)
    one = L.Bidirectional(L.RNN(L.LSTMCell(2)))(x)
    back = L.RNN(L.GRUCell(2, reset_after=False), go_backwards=True, return_sequences=True)(x)
    hidden = L.RNN([L.GRUCell(3), L.GRUCell(2)], return_sequences=True)(L.Embedding(10, 4, mask_zero=True)(words))
    last = L.RNN([L.LSTMCell(3), L.SimpleRNNCell(2)])(L.Masking(0.5)(hidden))
    return keras.Model([x, words], [y, *keras.tree.flatten(both), one, back, hidden, last])


@keras.saving.register_keras_serializable(package="tests")
class OddCell(L.Layer):
    """A cell that only its own code knows."""

    state_size = output_size = 2

    def build(self, shape):
        self.w = self.add_weight(name="w", shape=(shape[-1], 2))

    def call(self, x, states):
        y = keras.ops.matmul(x, self.w) + states[0]
        return y, [y]


def odd_cell():
    return keras.Sequential([keras.Input((5, 3)), L.RNN(OddCell(), return_sequences=True), L.Dense(2)])


@keras.saving.register_keras_serializable(package="tests")
class Odd(L.Layer):
    """A layer that only its own code knows."""

    def build(self, shape):
        self.w = self.add_weight(name="w", shape=(shape[-1],))

    def call(self, x):
        return x * self.w


def odd():
    return keras.Sequential([keras.Input((3,)), Odd(), L.Dense(2)])


MODELS = {f.__name__: f for f in
          [cnn, branches, conv1d, conv3d, recurrent, states, attention, causal, activations, nested, scaled, masked, aside, frames, cells, odd_cell, odd]}


def numbers(shape, dtype):
    count = np.arange(int(np.prod(shape)))
    if "int" in dtype:
        return ((7 * count + 3) % 10).reshape(shape).astype(dtype)
    return np.sin(0.37 * count + 0.5).reshape(shape).astype("float32")


def packed(path):
    """Packs an archive, which Keras only stores, so that it is small."""
    with zipfile.ZipFile(path) as old:
        content = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in content.items():
            new.writestr(name, data)


def keras2(source, target):
    """Writes a model saved by Keras 3 as HDF5 in the words of Keras 2."""
    with h5py.File(source) as old, h5py.File(target, "w") as new:
        config = json.loads(old.attrs["model_config"])
        new.attrs["model_config"] = json.dumps(older(config)).encode()
        new.attrs["keras_version"] = b"2.15.0"
        new.attrs["backend"] = b"tensorflow"
        root = new.create_group("model_weights")
        for name, group in old["model_weights"].items():
            own = root.create_group(name)
            names = [str(w) for w in group.attrs["weight_names"]]
            own.attrs["weight_names"] = [(w + ":0").encode() for w in names]
            for weight in names:
                own.create_dataset(weight + ":0", data=group[weight][...])


def older(value):
    if isinstance(value, list):
        return [older(v) for v in value]
    if not isinstance(value, dict):
        return value
    if value.get("class_name") == "DTypePolicy":
        return value["config"]["name"]
    made = {}
    for key, item in value.items():
        if key in ("module", "registered_name", "build_config"):
            continue
        if key == "batch_shape":
            key = "batch_input_shape"
        if key == "inbound_nodes":
            item = [[[*h, {}] for h in histories(node)] for node in item]
        made[key] = item if key == "inbound_nodes" else older(item)
    return made


def histories(node):
    if isinstance(node, dict):
        if "keras_history" in node:
            return [node["keras_history"]]
        node = list(node.values())
    return [h for item in node for h in histories(item)] if isinstance(node, list) else []


def main(names):
    expected = os.path.join(HERE, "expected.txt")
    lines = []
    if names:
        with open(expected, encoding="utf-8") as file:
            lines = [line for line in file.read().splitlines() if line.split(" ")[0] not in names]
    for name, make in MODELS.items():
        if names and name not in names:
            continue
        keras.utils.set_random_seed(7)
        keras.backend.clear_session()
        model = make()
        for variable in model.weights:
            if variable.dtype == "float32" and "normalization/" not in variable.path.replace("batch_", "").replace("layer_", ""):
                low = 0.4 if "variance" in variable.path else -0.6
                variable.assign(np.random.uniform(low, 0.7, variable.shape))
        model.save(os.path.join(HERE, name + ".keras"))
        if name != "cnn":
            packed(os.path.join(HERE, name + ".keras"))
        inputs = [numbers((2, *t.shape[1:]), t.dtype) for t in model.inputs]
        outputs = model(inputs if len(inputs) > 1 else inputs[0], training=False)
        outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
        lines += [" ".join([name, "input", "x".join(map(str, x.shape))]) for x in inputs]
        for output in outputs:
            values = np.asarray(output)
            lines.append(" ".join([name, "output", "x".join(map(str, values.shape)), *(f"{v:.7g}" for v in values.ravel())]))
        if name in ("cnn", "recurrent", "nested", "cells"):
            h5 = os.path.join(HERE, name + ".h5")
            model.save(h5)
            keras2(h5, os.path.join(HERE, "keras2_" + name + ".h5"))
    with open(expected, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

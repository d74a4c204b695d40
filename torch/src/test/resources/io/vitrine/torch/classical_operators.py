"""Records what ONNX Runtime makes of the operators of classical machine learning (ai.onnx.ml).

Run with Python and the packages onnx, onnxruntime and numpy (onnxruntime 1.30.0 was used):
    python classical_operators.py OUTPUT

OUTPUT (classical_operators.bin.gz) has the form that later_operators.py describes: name, relative and absolute
tolerance, model, inputs, outputs. Each case is one node with inputs from a fixed seed; maps are MapProtos, sequences
of maps SequenceProtos.
"""

import gzip
import io
import struct
import sys

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

ML = "ai.onnx.ml"
R = np.random.default_rng(7)
CASES = []
TRANSFORMS = ("NONE", "LOGISTIC", "SOFTMAX", "SOFTMAX_ZERO", "PROBIT")


def f(*sizes):
    return R.uniform(-1, 1, sizes).astype(np.float32)


def texts(*values):
    return np.array(values, object)


def map_type(value):
    key, item = next(iter(value.items()))
    keys = TensorProto.STRING if isinstance(key, str) else TensorProto.INT64
    items = {str: TensorProto.STRING, int: TensorProto.INT64}.get(type(item), TensorProto.FLOAT)
    return helper.make_map_type_proto(keys, helper.make_tensor_type_proto(items, []))


def declared(name, value):
    if isinstance(value, dict):
        return helper.make_value_info(name, map_type(value))
    elements = TensorProto.STRING if value.dtype.kind in "OU" else helper.np_dtype_to_tensor_dtype(value.dtype)
    return helper.make_tensor_value_info(name, elements, value.shape)


def unshaped(name, value):
    if isinstance(value, list):
        return helper.make_value_info(name, helper.make_sequence_type_proto(map_type(value[0])))
    elements = TensorProto.STRING if value.dtype.kind in "OU" else helper.np_dtype_to_tensor_dtype(value.dtype)
    return helper.make_tensor_value_info(name, elements, None)


def case(name, operator, inputs, outputs=1, version=3, **attributes):
    given = {f"x{i}": v for i, v in enumerate(inputs)}
    named = [f"y{i}" for i in range(outputs)]
    node = helper.make_node(operator, list(given), named, domain=ML, **attributes)
    graph = helper.make_graph(
        [node], name, [declared(n, v) for n, v in given.items()], [onnx.ValueInfoProto(name=n) for n in named]
    )
    sets = [helper.make_opsetid("", 17), helper.make_opsetid(ML, version)]
    model = helper.make_model(graph, opset_imports=sets, ir_version=9)
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    found = session.run(named, given)
    for output, value in zip(graph.output, found):
        output.CopyFrom(unshaped(output.name, value))
    model.graph.CopyFrom(graph)
    CASES.append((name, model, list(given.values()), found))


def encoders():
    words = texts("cat", "dog", "", "cow")
    reals = np.array([1.5, np.nan, -2, 7], np.float32)
    whole = np.array([[1, 5], [2, 9]], np.int64)
    case("labels_text_int", "LabelEncoder", [words], version=2, keys_strings=["cat", "dog"], values_int64s=[3, 4], default_int64=-7)
    case("labels_text_float", "LabelEncoder", [words], version=2, keys_strings=["cat", ""], values_floats=[0.5, 2.5])
    case("labels_text_text", "LabelEncoder", [words], version=2, keys_strings=["cat"], values_strings=["tac"], default_string="?")
    case("labels_int_text", "LabelEncoder", [whole], version=2, keys_int64s=[1, 9], values_strings=["one", "nine"])
    case("labels_int_float", "LabelEncoder", [whole], version=2, keys_int64s=[1, 9], values_floats=[0.25, 0.75], default_float=9.0)
    case("labels_int_int", "LabelEncoder", [whole], version=2, keys_int64s=[1, 9], values_int64s=[10, 90])
    case("labels_float_nan", "LabelEncoder", [reals], version=4, keys_floats=[np.nan, 1.5], values_strings=["none", "some"])
    case("labels_float_int", "LabelEncoder", [reals], version=4, keys_floats=[np.nan, -2.0], values_int64s=[0, 2])
    case("labels_float_float", "LabelEncoder", [reals], version=2, keys_floats=[-2.0, 7.0], values_floats=[2.0, np.nan])
    case("labels_classes", "LabelEncoder", [words], version=1, classes_strings=["cow", "cat"], default_int64=-3)
    case("labels_classes_back", "LabelEncoder", [np.array([1, 0, 5], np.int64)], version=1, classes_strings=["cow", "cat"], default_string="gone")
    pairs = dict(cats_int64s=[10, 20, 30], cats_strings=["ten", "twenty", "thirty"])
    case("categories_to_text", "CategoryMapper", [np.array([[20, 10], [7, 30]], np.int64)], default_string="none", **pairs)
    case("categories_to_int", "CategoryMapper", [texts("thirty", "ten", "one")], default_int64=-5, **pairs)
    case("one_hot_int", "OneHotEncoder", [np.array([[2, 8], [5, 2]], np.int64)], cats_int64s=[2, 5, 8])
    case("one_hot_unknown", "OneHotEncoder", [np.array([2, 3, 8], np.int64)], cats_int64s=[2, 5, 8], zeros=1)
    case("one_hot_float", "OneHotEncoder", [np.array([2.0, 5.4, 8.9], np.float32)], cats_int64s=[2, 5, 8], zeros=1)
    case("one_hot_text", "OneHotEncoder", [words], cats_strings=["dog", "cat", "cow"], zeros=1)


def features():
    x = np.array([[1, np.nan, 3], [np.nan, 5, -1]], np.float32)
    case("imputer_nan", "Imputer", [x], imputed_value_floats=[10.0, 20.0, 30.0], replaced_value_float=np.nan)
    case("imputer_one", "Imputer", [x], imputed_value_floats=[7.5], replaced_value_float=-1.0)
    case("imputer_int", "Imputer", [np.array([[1, 0], [0, 4]], np.int64)], imputed_value_int64s=[11, 22], replaced_value_int64=0)
    case("features", "FeatureVectorizer", [f(2, 3), f(2, 2)], inputdimensions=[3, 2])
    case("features_cut", "FeatureVectorizer", [f(2, 3), f(2, 2)], inputdimensions=[2, 4])
    case("features_int", "FeatureVectorizer", [np.array([[3], [4]], np.int64)], inputdimensions=[1])


def maps():
    case("dict_text", "DictVectorizer", [{"a": 1.5, "z": -2.0}], string_vocabulary=["z", "b", "a"])
    case("dict_int", "DictVectorizer", [{4: 2.0, 9: 3.0}], int64_vocabulary=[9, 4, 1])
    case("cast_map", "CastMap", [{3: 1.5, 1: -2.25}], cast_to="TO_FLOAT")
    case("cast_map_int", "CastMap", [{3: 1.5, 1: -2.25}], cast_to="TO_INT64")
    case("cast_map_sparse", "CastMap", [{3: 1.5, 1: -2.25}], cast_to="TO_FLOAT", map_form="SPARSE", max_map=5)
    case("zip_map_text", "ZipMap", [f(2, 3)], classlabels_strings=["x", "y", "z"])
    case("zip_map_int", "ZipMap", [f(3)], classlabels_int64s=[5, 6, 9])


def linear():
    x = f(5, 3) * 3
    two, three = dict(coefficients=f(3).tolist(), intercepts=[0.2]), dict(coefficients=f(9).tolist(), intercepts=f(3).tolist())
    pair = dict(coefficients=f(6).tolist(), intercepts=f(2).tolist())
    inside = dict(coefficients=[0.02, -0.03, 0.04], intercepts=[0.5])
    for transform in TRANSFORMS:
        name = transform.lower()
        given = inside if transform == "PROBIT" else two
        near = dict(coefficients=(np.float32(three["coefficients"]) / 20).tolist(), intercepts=[0.3, 0.5, 0.6])
        many = near if transform == "PROBIT" else three
        case(f"linear_classifier_{name}", "LinearClassifier", [x], 2, classlabels_ints=[4, 8, 2], post_transform=transform, multi_class=1, **many)
        case(f"linear_classifier_pair_{name}", "LinearClassifier", [x], 2, classlabels_strings=["no", "yes"], post_transform=transform, **(pair if transform != "PROBIT" else dict(coefficients=[0.02, 0.01, 0.03, -0.02, 0.05, 0.01], intercepts=[0.4, 0.6])))
        if transform != "PROBIT":
            case(f"linear_classifier_one_{name}", "LinearClassifier", [x], 2, classlabels_ints=[3, 6], post_transform=transform, **given)
        case(f"linear_regressor_{name}", "LinearRegressor", [x], targets=1, post_transform=transform, **given)
        case(f"linear_regressor_more_{name}", "LinearRegressor", [x], targets=3, post_transform=transform, **many)
    case("linear_classifier_text", "LinearClassifier", [x], 2, classlabels_strings=["a", "b"], post_transform="LOGISTIC", **two)
    case("linear_classifier_int", "LinearClassifier", [np.array([[1, -2, 3], [4, 0, -6]], np.int64)], 2, classlabels_ints=[1, 2, 3], **three)
    case("linear_regressor_bare", "LinearRegressor", [x], coefficients=two["coefficients"])


def vectors():
    x = f(6, 3)
    kernels = [("LINEAR", [0.0, 0.0, 0.0]), ("POLY", [0.7, 0.4, 3.0]), ("RBF", [0.6, 0.0, 0.0]), ("SIGMOID", [0.5, 0.1, 0.0])]
    for kernel, params in kernels:
        name = kernel.lower()
        own = dict(kernel_type=kernel, kernel_params=params)
        case(f"svm_regressor_{name}", "SVMRegressor", [x], coefficients=f(4).tolist(), support_vectors=f(12).tolist(), n_supports=4, rho=[0.3], **own)
        two = dict(support_vectors=f(15).tolist(), vectors_per_class=[2, 3], coefficients=f(5).tolist(), rho=[0.05], **own)
        case(f"svm_pair_{name}", "SVMClassifier", [x], 2, classlabels_ints=[2, 7], **two)
        three = dict(support_vectors=f(18).tolist(), vectors_per_class=[2, 3, 1], coefficients=f(12).tolist(), rho=f(3).tolist(), **own)
        case(f"svm_three_{name}", "SVMClassifier", [x], 2, classlabels_strings=["a", "b", "c"], **three)
        case(f"svm_three_probability_{name}", "SVMClassifier", [x], 2, classlabels_ints=[0, 1, 2], prob_a=[-1.2, -0.7, -2.0], prob_b=[0.1, -0.2, 0.0], **three)
    rbf = dict(kernel_type="RBF", kernel_params=[0.6, 0.0, 0.0])
    two = dict(support_vectors=f(15).tolist(), vectors_per_class=[2, 3], coefficients=f(5).tolist(), rho=[0.05], **rbf)
    plus = dict(two, coefficients=np.abs(f(5)).tolist(), rho=[-0.7])
    case("svm_pair_positive", "SVMClassifier", [x], 2, classlabels_ints=[2, 7], **plus)
    case("svm_pair_probability", "SVMClassifier", [x], 2, classlabels_strings=["no", "yes"], prob_a=[-1.5], prob_b=[0.2], **two)
    for transform in TRANSFORMS[1:4]:
        name = transform.lower()
        case(f"svm_pair_{name}", "SVMClassifier", [x], 2, classlabels_ints=[2, 7], post_transform=transform, **two)
        case(f"svm_linear_{name}", "SVMClassifier", [x], 2, classlabels_ints=[0, 1, 2], coefficients=f(9).tolist(), rho=[0.1], kernel_type="LINEAR", kernel_params=[0.0, 0.0, 0.0], post_transform=transform)
    case("svm_linear", "SVMClassifier", [x], 2, classlabels_ints=[3, 4, 5], coefficients=f(9).tolist(), rho=[0.1], kernel_type="LINEAR", kernel_params=[0.0, 0.0, 0.0])
    case("svm_linear_one", "SVMClassifier", [x], 2, classlabels_ints=[1], coefficients=f(3).tolist(), rho=[0.1], kernel_type="LINEAR", kernel_params=[0.0, 0.0, 0.0])
    case("svm_regressor_straight", "SVMRegressor", [x], coefficients=f(3).tolist(), rho=[0.3], kernel_type="LINEAR", kernel_params=[0.0, 0.0, 0.0])
    case("svm_one_class", "SVMRegressor", [x], coefficients=f(4).tolist(), support_vectors=f(12).tolist(), n_supports=4, rho=[0.1], one_class=1, **rbf)


FOREST = dict(
    nodes_treeids=[0, 0, 0, 0, 0, 1, 1, 1],
    nodes_nodeids=[0, 1, 2, 3, 4, 0, 1, 2],
    nodes_featureids=[0, 1, 0, 0, 0, 2, 0, 0],
    nodes_values=[0.1, -0.2, 0.0, 0.0, 0.0, 0.3, 0.0, 0.0],
    nodes_modes=["BRANCH_LEQ", "BRANCH_GT", "LEAF", "LEAF", "LEAF", "BRANCH_LT", "LEAF", "LEAF"],
    nodes_truenodeids=[1, 3, 0, 0, 0, 1, 0, 0],
    nodes_falsenodeids=[2, 4, 0, 0, 0, 2, 0, 0],
    nodes_missing_value_tracks_true=[1, 0, 0, 0, 0, 0, 0, 0],
)
LEAVES = dict(treeids=[0, 0, 0, 1, 1], nodeids=[2, 3, 4, 1, 2])


def trees():
    x = f(8, 3)
    x[2, 0] = np.nan
    x[5, 2] = np.nan
    weights = [0.4, -0.3, 0.2, 0.5, -0.1]
    target = dict(target_treeids=LEAVES["treeids"], target_nodeids=LEAVES["nodeids"], target_weights=weights)
    for vote in ("SUM", "AVERAGE", "MIN", "MAX"):
        case(f"trees_regressor_{vote.lower()}", "TreeEnsembleRegressor", [x], n_targets=2, target_ids=[0, 1, 0, 1, 0], aggregate_function=vote, **FOREST, **target)
        case(f"trees_regressor_{vote.lower()}_base", "TreeEnsembleRegressor", [x], n_targets=1, target_ids=[0] * 5, aggregate_function=vote, base_values=[0.25], **FOREST, **target)
    for transform in TRANSFORMS[1:]:
        inside = dict(target, target_weights=[0.2, 0.3, 0.1, 0.25, 0.4]) if transform == "PROBIT" else target
        case(f"trees_regressor_{transform.lower()}", "TreeEnsembleRegressor", [x], n_targets=1, target_ids=[0] * 5, post_transform=transform, **FOREST, **inside)
    case("trees_regressor_double", "TreeEnsembleRegressor", [x.astype(np.float64)], n_targets=1, target_ids=[0] * 5, **FOREST, **target)
    equal = dict(FOREST, nodes_modes=["BRANCH_EQ", "BRANCH_NEQ", "LEAF", "LEAF", "LEAF", "BRANCH_GTE", "LEAF", "LEAF"])
    equal["nodes_values"] = [1.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    case("trees_regressor_equal", "TreeEnsembleRegressor", [np.array([[1, 2, 0], [1, 3, -1], [0, 2, 1]], np.float32)], n_targets=1, target_ids=[0] * 5, **equal, **target)
    votes = dict(class_treeids=LEAVES["treeids"], class_nodeids=LEAVES["nodeids"])
    plus = np.abs(weights).tolist()
    inside = dict(votes, class_weights=[0.3, 0.2, 0.1, 0.4, 0.25])
    both = dict(class_treeids=[t for t in LEAVES["treeids"] for _ in "ab"], class_nodeids=[n for n in LEAVES["nodeids"] for _ in "ab"])
    both.update(class_ids=[0, 1] * 5, class_weights=[w for v in weights for w in (-v, v)])
    for transform in TRANSFORMS:
        end = dict(post_transform=transform)
        name = transform.lower()
        own = inside if transform == "PROBIT" else dict(votes, class_weights=weights)
        case(f"trees_classifier_{name}", "TreeEnsembleClassifier", [x], 2, class_ids=[0, 1, 2, 2, 0], classlabels_int64s=[5, 6, 7], **end, **FOREST, **own)
        if transform == "PROBIT":
            continue
        case(f"trees_classifier_one_{name}", "TreeEnsembleClassifier", [x], 2, class_ids=[0] * 5, classlabels_strings=["no", "yes"], **end, **FOREST, **own)
        case(f"trees_classifier_positive_{name}", "TreeEnsembleClassifier", [x], 2, class_ids=[0] * 5, classlabels_int64s=[0, 1], **end, **FOREST, **dict(votes, class_weights=plus))
        case(f"trees_classifier_pair_{name}", "TreeEnsembleClassifier", [x], 2, classlabels_int64s=[0, 1], **end, **FOREST, **both)
    own = dict(votes, class_weights=weights)
    case("trees_classifier_second", "TreeEnsembleClassifier", [x], 2, class_ids=[1] * 5, classlabels_int64s=[0, 1], **FOREST, **own)
    case("trees_classifier_single", "TreeEnsembleClassifier", [x], 2, class_ids=[0] * 5, classlabels_int64s=[1], **FOREST, **own)
    case("trees_classifier_base", "TreeEnsembleClassifier", [x], 2, class_ids=[0, 1, 2, 2, 0], classlabels_strings=["a", "b", "c"], base_values=[0.1, 0.2, -0.3], **FOREST, **own)
    case("trees_classifier_base_one", "TreeEnsembleClassifier", [x], 2, class_ids=[0] * 5, classlabels_int64s=[0, 1], base_values=[0.15], post_transform="LOGISTIC", **FOREST, **own)
    case("trees_classifier_several", "TreeEnsembleClassifier", [x], 2, class_treeids=[0, 0, 0, 0, 1, 1, 1], class_nodeids=[2, 2, 3, 4, 1, 1, 2], class_ids=[0, 1, 2, 1, 0, 2, 1], class_weights=[0.4, 0.1, 0.5, 0.2, 0.3, 0.3, 0.6], classlabels_int64s=[0, 1, 2], **FOREST)
    case("trees_classifier_int", "TreeEnsembleClassifier", [np.array([[0, 0, 1], [1, -1, 0]], np.int64)], 2, class_ids=[0, 1, 2, 2, 0], classlabels_int64s=[5, 6, 7], **FOREST, **own)


def packed(value):
    if isinstance(value, dict):
        found = onnx.MapProto(key_type=TensorProto.STRING if isinstance(next(iter(value)), str) else TensorProto.INT64)
        for key, item in value.items():
            if isinstance(key, str):
                found.string_keys.append(key.encode())
            else:
                found.keys.append(int(key))
            held = np.array(item, object) if isinstance(item, str) else np.array(item, np.float32)
            found.values.tensor_values.append(numpy_helper.from_array(held))
        found.values.elem_type = onnx.SequenceProto.TENSOR
        return found
    if isinstance(value, list):
        found = onnx.SequenceProto(elem_type=onnx.SequenceProto.MAP)
        found.map_values.extend(packed(item) for item in value)
        return found
    return numpy_helper.from_array(value.astype(object) if value.dtype.kind in "OU" else value)


def block(out, content):
    out.write(struct.pack(">i", len(content)))
    out.write(content)


def main():
    ort.set_default_logger_severity(4)
    for group in (encoders, features, maps, linear, vectors, trees):
        group()
    with open(sys.argv[1], "wb") as file, gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as out:
        for name, model, inputs, outputs in CASES:
            one = io.BytesIO()
            block(one, name.encode())
            one.write(struct.pack(">dd", 1e-4, 1e-5))
            block(one, model.SerializeToString())
            for values in (inputs, outputs):
                one.write(struct.pack(">i", len(values)))
                for value in values:
                    block(one, packed(value).SerializeToString())
            out.write(one.getvalue())


if __name__ == "__main__":
    main()

'use strict';

module.exports = require('../rules').ruleOf('model_nests');
